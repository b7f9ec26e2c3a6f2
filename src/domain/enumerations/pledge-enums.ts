import type { Enumeration } from "./enumeration";

/** The pledge and the attachments. */
export const PLEDGE_ENUMS = {
  vetoKind: {
    label: "否决情形",
    labelEn: "Excluding circumstances",
    basis: "product",
    values: [
      { key: "wageArrears", label: "拖欠职工工资", labelEn: "Wage arrears" },
      { key: "socialInsurance", label: "欠缴职工社会保险费", labelEn: "Unpaid social insurance" },
      { key: "noUnion", label: "未依法组建工会", labelEn: "No union set up" },
      {
        key: "noCongress",
        label: "未建立职工代表大会和集体合同制度",
        labelEn: "No workers' congress or collective contract",
      },
      { key: "laborDispute", label: "劳动关系不和谐并造成不良影响", labelEn: "Disturbed labour relations" },
      {
        key: "environment",
        label: "能耗超标或严重污染环境",
        labelEn: "Excessive energy use or serious pollution",
      },
      {
        key: "safetyAccident",
        label: "三年内发生生产安全责任事故或严重职业危害",
        labelEn: "Safety accident or serious occupational harm within three years",
      },
      { key: "massIncident", label: "三年内发生群体性事件", labelEn: "Mass incident within three years" },
    ],
  },
  attachmentKind: {
    label: "附件类型",
    labelEn: "Kind of attachment",
    basis: "product",
    values: [
      { key: "image", label: "图片", labelEn: "Image", extensions: ["jpg", "jpeg", "png"] },
      { key: "pdf", label: "PDF 文件", labelEn: "PDF", extensions: ["pdf"] },
      { key: "ofd", label: "OFD 文件", labelEn: "OFD", extensions: ["ofd"] },
      { key: "word", label: "Word 文档", labelEn: "Word document", extensions: ["doc", "docx"] },
      { key: "excel", label: "Excel 表格", labelEn: "Excel sheet", extensions: ["xls", "xlsx"] },
      { key: "video", label: "视频", labelEn: "Video", extensions: ["mp4"] },
    ],
  },
} as const satisfies Record<string, Enumeration>;
