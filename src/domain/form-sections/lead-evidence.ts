/** Criteria that what is said about the lead proves. */
export const LEAD_EVIDENCE = ["bayou.team", "wuyou.team", "qiyou-xiamen.team", "bafangmian-jingmen.team", "jiuxiang-hebei.leader"];
