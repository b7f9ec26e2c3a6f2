import type { Enumeration } from "./enumeration";

/** The unit. Industries are the sections A to T of GB/T 4754-2017. */
export const UNIT_ENUMS = {
  industry: {
    label: "所属行业",
    labelEn: "Industry section",
    basis: "standard",
    values: [
      { key: "A", label: "农、林、牧、渔业", labelEn: "Agriculture, forestry, animal husbandry and fishery" },
      { key: "B", label: "采矿业", labelEn: "Mining" },
      { key: "C", label: "制造业", labelEn: "Manufacturing" },
      {
        key: "D",
        label: "电力、热力、燃气及水生产和供应业",
        labelEn: "Electricity, heat, gas and water supply",
      },
      { key: "E", label: "建筑业", labelEn: "Construction" },
      { key: "F", label: "批发和零售业", labelEn: "Wholesale and retail trade" },
      { key: "G", label: "交通运输、仓储和邮政业", labelEn: "Transport, storage and post" },
      { key: "H", label: "住宿和餐饮业", labelEn: "Hotels and catering" },
      {
        key: "I",
        label: "信息传输、软件和信息技术服务业",
        labelEn: "Information transmission, software and IT services",
      },
      { key: "J", label: "金融业", labelEn: "Finance" },
      { key: "K", label: "房地产业", labelEn: "Real estate" },
      { key: "L", label: "租赁和商务服务业", labelEn: "Leasing and business services" },
      { key: "M", label: "科学研究和技术服务业", labelEn: "Scientific research and technical services" },
      { key: "N", label: "水利、环境和公共设施管理业", labelEn: "Water, environment and public facilities" },
      {
        key: "O",
        label: "居民服务、修理和其他服务业",
        labelEn: "Resident services, repair and other services",
      },
      { key: "P", label: "教育", labelEn: "Education" },
      { key: "Q", label: "卫生和社会工作", labelEn: "Health and social work" },
      { key: "R", label: "文化、体育和娱乐业", labelEn: "Culture, sports and entertainment" },
      {
        key: "S",
        label: "公共管理、社会保障和社会组织",
        labelEn: "Public administration, social security and social organisations",
      },
      { key: "T", label: "国际组织", labelEn: "International organisations" },
    ],
  },
  ownership: {
    label: "经济类型",
    labelEn: "Ownership",
    basis: "sourced",
    values: [
      {
        key: "stateOwned",
        label: "国有及国有控股",
        labelEn: "State-owned or state-controlled",
        group: "public",
      },
      { key: "collective", label: "集体", labelEn: "Collective", group: "public" },
      { key: "publicBody", label: "机关事业", labelEn: "Public body", group: "public" },
      { key: "nonPublic", label: "非公有制", labelEn: "Non-public", group: "nonPublic" },
    ],
  },
  unitNature: {
    label: "单位性质",
    labelEn: "Nature of the unit",
    basis: "product",
    values: [
      { key: "stateSole", label: "国有独资公司", labelEn: "Wholly state-owned company" },
      { key: "stateControlled", label: "国有控股企业", labelEn: "State-controlled enterprise" },
      { key: "collectiveEnterprise", label: "集体企业", labelEn: "Collective enterprise" },
      { key: "jointStock", label: "其他股份制企业", labelEn: "Other joint-stock enterprise" },
      { key: "privateEnterprise", label: "私营企业", labelEn: "Private enterprise" },
      {
        key: "foreignInvested",
        label: "港澳台及外商投资企业",
        labelEn: "Hong Kong, Macao, Taiwan or foreign invested",
      },
      { key: "cooperative", label: "农民专业合作社", labelEn: "Farmers' cooperative" },
      { key: "institution", label: "事业单位", labelEn: "Public institution" },
      { key: "government", label: "机关", labelEn: "Government body" },
      { key: "socialOrganisation", label: "社会组织", labelEn: "Social organisation" },
      { key: "other", label: "其他单位", labelEn: "Other unit" },
    ],
  },
} as const satisfies Record<string, Enumeration>;
