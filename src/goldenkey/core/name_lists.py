"""The words around a company's own name: places, legal forms, lines of trade.

Written as `fold` spells them: Simplified, lower case, without accents.
"""

from __future__ import annotations

from functools import cache

from goldenkey.core import pinyin

_PLACES = """
中国 中华 香港 澳门 台湾 北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建
江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中
运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连
鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原
白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡
徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华
衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州
池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州
吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州
菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳
常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆
惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州
贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁
内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖
玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州
嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 银川 石嘴山 吴忠 固原 中卫
乌鲁木齐 克拉玛依 吐鲁番 哈密 昆山 义乌 张家港 江阴 常熟 太仓 宜兴 慈溪 余姚 海宁 桐乡 晋江
石狮 福田 南山 浦东 番禺 顺德 台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义
屏东 宜兰 花莲 台东 澎湖 金门 日本 东京 大阪 韩国 首尔 美国 英国 德国 法国 新加坡 马来西亚 泰国
越南 印度 澳大利亚 加拿大 亚洲 欧洲 亚太
"""
PLACES = frozenset(_PLACES.split())
"""Places that stand before, in brackets in, or behind a company's own name."""

_ENGLISH_PLACES = {
    "hong kong": "香港", "hk": "香港", "macau": "澳门", "macao": "澳门", "taiwan": "台湾",
    "shaanxi": "陕西", "inner mongolia": "内蒙古", "tibet": "西藏", "taipei": "台北",
    "new taipei": "新北", "taoyuan": "桃园", "taichung": "台中", "tainan": "台南",
    "kaohsiung": "高雄", "keelung": "基隆", "hsinchu": "新竹", "japan": "日本", "tokyo": "东京",
    "osaka": "大阪", "korea": "韩国", "seoul": "首尔", "usa": "美国", "us": "美国",
    "america": "美国", "uk": "英国", "united kingdom": "英国", "london": "london",
    "germany": "德国", "france": "法国", "singapore": "新加坡", "malaysia": "马来西亚",
    "thailand": "泰国", "vietnam": "越南", "india": "印度", "australia": "澳大利亚",
    "canada": "加拿大", "asia": "亚洲", "europe": "欧洲", "asia pacific": "亚太",
    "china": "中国", "spain": "spain", "netherlands": "netherlands", "nederland": "netherlands",
    "ireland": "ireland", "sweden": "sweden", "denmark": "denmark", "norge": "norway",
    "norway": "norway", "mexico": "mexico", "chile": "chile", "brazil": "brazil",
    "italy": "italy", "boston": "boston", "south bend": "south bend", "los angeles": "la",
    "new york city": "new york", "new york": "new york", "indonesia": "indonesia",
    "philippines": "philippines", "switzerland": "switzerland", "poland": "poland",
}  # fmt: skip


@cache
def english_places() -> dict[str, frozenset[str]]:
    """Return the places as alphabets write them, each with all it can be (suzhou: 苏州, 宿州)."""
    known: dict[str, set[str]] = {name: {place} for name, place in _ENGLISH_PLACES.items()}
    for place in PLACES:
        known.setdefault("".join(pinyin.syllables(place)), set()).add(place)
    return {name: frozenset(places) for name, places in known.items()}


_CHINESE_FORMS = """
股份有限公司 有限责任公司 有限公司 股份公司 责任公司 无限公司 两合公司 控股公司 集团公司 总公司
公司 集团 股份 有限合伙 普通合伙 特殊普通合伙 合伙企业 个体工商户 个人独资企业 企业社 株式会社
有限会社 合同会社 工作室
"""
CHINESE_FORMS = tuple(_CHINESE_FORMS.split())
JAPANESE_FORMS = ("株式会社", "有限会社", "合同会社")
"""Forms that are also written before a name."""
_LATIN_FORMS = """
open joint stock company, public joint stock company, gesellschaft mit beschrankter haftung,
societatea cu raspundere limitata, joint stock company, limited liability company,
public limited company, gmbh co kg, sp z oo, private limited, pte ltd, pty ltd, pvt ltd,
co ltd, co limited, company limited, corporation limited, limited company, a s,
kabushiki kaisha, godo kaisha, sdn bhd, акционерное общество, and co, company, co, corporation,
corp, incorporated, inc, limited, ltd, llc, llp, lp, plc, ag, aktiengesellschaft, gmbh, kg,
kgaa, se, ohg, sa, sas, sarl, srl, sl, spa, nv, bv, bvba, ab, as, oy, oyj, aps, kk, jsc, ojsc,
oao, ooo, zao, pao, pjsc, pt, tbk, bhd, na, ооо, оао, зао, пао, ао
"""
LATIN_FORMS = tuple(tuple(form.split()) for form in _LATIN_FORMS.split(","))
"""Forms at the end of a name, as words, the longest first."""
_HEAD_FORMS = """
open joint stock company, public joint stock company, joint stock company,
limited liability company, societatea cu raspundere limitata, акционерное общество, jsc, ojsc,
pjsc, oao, ooo, zao, pao, pt, srl, ооо, оао, зао, пао, ао
"""
HEAD_FORMS = tuple(tuple(form.split()) for form in _HEAD_FORMS.split(","))
"""Forms that are also written before a name; "Limited Brands" has none."""
LOOSE_WORDS = frozenset({"the", "of", "and", "for", "de", "la", "et", "y", "und"})
STRUCTURE_WORDS = frozenset({"group", "holding", "holdings", "gruppe", "enterprises"})
_TRADES = """
科技 技术 电子 实业 工业 商贸 贸易 国际 投资 控股 发展 集团 建设 建筑 工程 机械 设备 机电 电气
电力 电器 能源 环保 环境 医药 药业 制药 生物 医疗 健康 食品 饮料 酒业 餐饮 农业 农牧 渔业 林业
矿业 钢铁 有色 金属 材料 新材 化工 化学 塑料 塑胶 橡胶 纺织 服饰 服装 家居 家具 装饰 装修 设计
广告 文化 传媒 传播 影视 旅游 酒店 物业 房地产 地产 置业 开发 物流 运输 航运 航空 港口 高速
铁路 汽车 汽配 零部件 软件 信息 网络 通信 通讯 数据 智能 电商 互联网 计算机 系统 半导体 光电
光学 仪器 仪表 精密 制造 制品 包装 印刷 印务 纸业 造纸 玻璃 陶瓷 水泥 建材 水务 燃气 热力 石油
石化 煤业 煤炭 银行 证券 保险 金融 信托 基金 租赁 担保 资产 资本 管理 咨询 顾问 服务 企业 人力
教育 培训 出版 进出口 外贸 供应链 百货 商业 商务 零售 连锁 超市 商行 商店 商贸行 经营部 门市
苗圃 批发 销售 营销 策划 珠宝 美容 化妆品 日化 玩具 体育 园林 景观 绿化 清洗 保洁 家政 电缆
电线 电源 电池 照明 模具 五金 轴承 动物 饲料 种业 粮油 乳业 股份 展览 会展 代理 财产 总站 货运
客运 经贸 物资 煤气 彩印 有限 国贸 不锈钢 特钢 木业 印业 工贸 室内 石材 摩托车 铁塔 生态 乐器
房产 船舶 铸造 品牌 测绘 水果 书店 管道 生活 平价 棉被 公路 劳务 工艺 门窗 涂料 水产 冷冻 造船
安防 检测 认证 律师 会计 诊所 医院 学校 大学 学院 幼儿园 药房 大药房 便利店 眼镜 鞋业 皮具 箱包
内饰 百货店 小百货 电梯 空调
"""
TRADES = tuple(_TRADES.split())
"""Lines of trade, which tell little about who a company is."""
