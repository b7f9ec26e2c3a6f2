/*
 * Names for rows of a bench: made from common characters by their number, of nobody. The mix matters to the search: many share a
 * character, few share two.
 */

const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"];
const GIVEN = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲辉波斌飞鹏浩宇晨曦佳欣怡雪梅兰竹菊松柏青山海江河"];
const TRADES = [
  "建材",
  "纺织",
  "钢铁",
  "机械",
  "电力",
  "医药",
  "化工",
  "食品",
  "物流",
  "燃气",
  "水务",
  "装备",
  "电子",
  "陶瓷",
  "铸造",
  "玻璃",
];
const BRANDS = [..."安阳殷洹文峰龙泉红旗漳河太行万金光华新星"];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
/** Spreads neighbouring numbers over the lists; the same number gives the same name in every run. */
const mixed = (n: number, salt: number) => ((n + 1) * 2_654_435_761 + salt * 40_503) % 4_294_967_296;

export function personName(n: number): string {
  const m = mixed(n, 1);
  return pick(SURNAMES, m) + pick(GIVEN, Math.floor(m / 64)) + pick(GIVEN, Math.floor(m / 4096));
}

export function unitName(n: number): string {
  const m = mixed(n, 2);
  return `安阳${pick(BRANDS, m)}${pick(BRANDS, Math.floor(m / 32))}${pick(TRADES, Math.floor(m / 1024))}有限公司`;
}

export function studioName(n: number): string {
  return `${personName(n)}${pick(["劳模", "工匠", "技能大师", "巾帼"], mixed(n, 3))}创新工作室`;
}
