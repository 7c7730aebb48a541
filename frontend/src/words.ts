// The few words scripts say, written into the page by the server in the reader's language.
type Word = "failed" | "refused" | "gone" | "offline";

let words: Partial<Record<Word, string>> | undefined;

export function word(key: Word): string {
  words ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Partial<Record<Word, string>>;
  return words[key] ?? key;
}

export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}
