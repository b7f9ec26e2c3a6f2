import type { Stage } from "./review-stages";

/** Usual phrases (常用语) offered for the opinion of a stage; the first one is filled in beforehand. */
export const USUAL_OPINIONS: Readonly<Record<Stage, readonly { zh: string; en: string }[]>> = {
  enterprise: [
    { zh: "材料属实，同意申报。", en: "The material is true; the application is supported." },
    { zh: "材料属实，单位内部公示无异议，同意申报。", en: "The material is true, the internal publicity raised no objection; supported." },
  ],
  district: [
    { zh: "经审核，材料齐全，同意推荐。", en: "Reviewed; the material is complete; recommended." },
    { zh: "已到现场核实，同意推荐。", en: "Verified on site; recommended." },
  ],
  industry: [
    { zh: "经审核，材料齐全，同意推荐。", en: "Reviewed; the material is complete; recommended." },
    { zh: "已到现场核实，同意推荐。", en: "Verified on site; recommended." },
  ],
  city: [
    { zh: "材料齐全，同意进入下一步评审。", en: "The material is complete; admitted to the evaluation." },
    { zh: "经审核，同意。", en: "Reviewed and approved." },
  ],
};
