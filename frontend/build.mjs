// Builds the bundle: hashed files and manifest.json (logical name -> file) for the templates.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.GOLDENKEY_BUILD ?? join(here, "../src/goldenkey/web/static/build");

// The few icons we use: Lucide's (ISC) by name, our own drawings from src/icons.
const LUCIDE = [
  "alarm-clock", "arrow-right", "badge-check", "ban", "book-open", "building-2", "calendar-days",
  "chart-column", "check", "chevron-down", "chevron-left", "chevron-right", "circle-help",
  "clipboard-pen", "clock", "download", "ellipsis", "file-text", "filter", "gift", "history", "house",
  "inbox", "kanban", "languages", "layout-list", "log-out", "mail", "map-pin", "message-square",
  "moon", "move", "paperclip", "pencil", "phone", "plus", "refresh-cw", "search", "settings",
  "shield-check", "sun", "sun-moon", "target", "triangle-alert", "undo-2", "upload", "user-round",
  "users-round", "wallet", "wifi-off", "x",
];

const oneLine = (svg) => svg.replace(/<!--.*?-->/gs, "").replace(/\s+/g, " ").replace(/ ?class="[^"]*"/, "").trim();
const dataUrl = (svg) => `data:image/svg+xml,${encodeURIComponent(svg).replace(/%20/g, " ").replace(/%3D/g, "=").replace(/%2F/g, "/").replace(/%3A/g, ":")}`;

async function iconSources() {
  const own = (await readdir(join(here, "src/icons"))).map((file) => join(here, "src/icons", file));
  const lucide = LUCIDE.map((name) => join(here, "node_modules/lucide-static/icons", `${name}.svg`));
  return [...lucide, ...own];
}

// `@import "icons.css"` becomes one mask per icon: no request per icon, coloured by currentColor.
const icons = {
  name: "icons",
  setup(build) {
    build.onResolve({ filter: /^icons\.css$/ }, () => ({ path: "icons.css", namespace: "icons" }));
    build.onLoad({ filter: /.*/, namespace: "icons" }, async () => {
      const rules = (await iconSources()).map(async (path) => {
        const svg = oneLine(await readFile(path, "utf8"));
        return `.i-${basename(path, ".svg")}{--icon:url("${dataUrl(svg)}")}`;
      });
      return { contents: (await Promise.all(rules)).join("\n"), loader: "css" };
    });
  },
};

// One built file per logical name: an entry point, the lazily loaded board, or a copied asset.
const logicalName = (output, entry) => basename(entry).replace(/\.ts$/, ".js") + (output.endsWith(".map") ? ".map" : "");

const manifest = {
  name: "manifest",
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length) return;
      const entries = Object.entries(metafile.outputs).filter(([, made]) => made.entryPoint);
      const names = Object.fromEntries(
        entries.map(([file, made]) => [logicalName(file, made.entryPoint), basename(file)]).sort(),
      );
      await writeFile(join(out, "manifest.json"), `${JSON.stringify(names, null, 2)}\n`);
      for (const [file, made] of Object.entries(metafile.outputs)) console.log(basename(file), made.bytes);
    });
  },
};

// Documents are set in Noto Sans (OFL): two weights of the traditional and the simplified face.
async function copyFonts() {
  const fonts = join(here, "../src/goldenkey/documents/fonts");
  await mkdir(fonts, { recursive: true });
  for (const face of ["TC", "SC"]) {
    const from = join(here, `node_modules/@expo-google-fonts/noto-sans-${face.toLowerCase()}`);
    for (const weight of ["400Regular", "700Bold"]) {
      const file = `NotoSans${face}_${weight}.ttf`;
      await copyFile(join(from, weight, file), join(fonts, file));
    }
  }
}

await copyFonts();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const build = await context({
  absWorkingDir: here,
  entryPoints: ["src/app.ts", "src/css/app.css", "src/icons/icon.svg"],
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  metafile: true,
  legalComments: "none",
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  loader: { ".svg": "copy" },
  logOverride: { "direct-eval": "silent" }, // htmx's; switched off by allowEval=false
  plugins: [icons, manifest],
});
if (process.argv.includes("--watch")) await build.watch();
else {
  await build.rebuild();
  await build.dispose();
}
