/** Criteria that results prove. */
export const RESULTS_EVIDENCE = [
  "bayou.display",
  "wuyou.results",
  "qiyou-xiamen.results",
  "bafangmian-jingmen.results",
  "jiuxiang-hebei.results",
];

/** The criterion that only the display of results proves. */
export const DISPLAY_EVIDENCE = ["bayou.display"];
