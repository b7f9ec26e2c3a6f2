/** What an item of a set says in English beside its title. */
export type ItemTextsEn = {
  text: string;
  humanJudgement: readonly string[];
  /** code of a deduction → its label */
  deductions?: Readonly<Record<string, string>>;
};

/** English of the set 八有, by item. */
export const BAYOU_EN: Readonly<Record<string, ItemTextsEn>> = {
  name: {
    text: "The studio has a fixed name, usually after its leading model worker; it may also be named after the nature of the work or otherwise, to suit the post and the industry.",
    humanJudgement: [
      "Is the name fitting and proper, in keeping with the work and the industry?",
      "If the studio is not named after its lead, does the reason hold?",
    ],
  },
  sign: {
    text: "There is a sign with clear words that show the industry, hung where it is easily seen.",
    humanJudgement: [
      "Is the sign in the photos real and readable, and does it say what was entered?",
      "Does the sign show the industry and hang where it is easily seen?",
    ],
  },
  facilities: {
    text: "The studio has what the work needs: a place, office equipment, instruments and tools, and professional reference material.",
    humanJudgement: [
      "Do the place and the facilities suffice for daily work and problem solving?",
      "Is the place permanent, and do the photos agree with the list?",
    ],
  },
  team: {
    text: "A model worker leads a working team; each studio has at least 3 members.",
    humanJudgement: [
      "Are the honor certificates genuine, and is the lead in post and really leading?",
      "Do the trades and duties of the members make a working team?",
    ],
  },
  rules: {
    text: "There are fairly complete rules for running activities, study and research, tackling technical problems, transfer of results, rewards and incentives, and internal management, and they hang on the wall.",
    humanJudgement: [
      "Are the rules complete, workable and made for this studio?",
      "Can the photos on the wall be read, and do they agree with the uploaded rules?",
    ],
  },
  funding: {
    text: "The unit gives the studio the funds it needs for daily work and to be effective.",
    humanJudgement: [
      "Do the proofs confirm the amounts and their sources?",
      "Do the funds suffice for daily work, and is their use reasonable?",
    ],
  },
  records: {
    text: "Daily work and activities are recorded in some form, with facilities and rules for keeping the records.",
    humanJudgement: [
      "Are the records genuine and continuous, and do they match the results?",
      "Are there facilities and rules of their own for keeping the records?",
    ],
  },
  display: {
    text: "Panels, stands, showcases or other facilities show the results of innovation.",
    humanJudgement: [
      "Do the displayed results belong to this studio, and are they kept up to date?",
      "How new are the results, and how well do they work in use?",
    ],
  },
};

/** English of the set 五有, by item. */
export const WUYOU_EN: Readonly<Record<string, ItemTextsEn>> = {
  union: {
    text: "The unit has set up a union organisation, and the union is in charge of creating the studio.",
    humanJudgement: ["Is the union of the unit lawfully set up and working normally?"],
  },
  team: {
    text: "A working team is formed around a model worker with special skills and the power to innovate, with rules for work, activities and management.",
    humanJudgement: ["Does the team really work on improvements, technical problems, proposals and the training of successors?"],
  },
  conditions: {
    text: "There are the place and the facilities that the work needs.",
    humanJudgement: ["Do the place and the facilities suffice for the work?"],
  },
  funding: {
    text: "There are funds that keep the studio running.",
    humanJudgement: ["Are the funds in place, and can this be confirmed?"],
  },
  results: {
    text: "There are results of innovation: technical improvements, solved problems, proposals and the like.",
    humanJudgement: ["Are the results genuine, do they belong to this studio, and are they in use?"],
  },
};

/** English of the set 七有（厦门）, by item. */
export const QIYOU_XIAMEN_EN: Readonly<Record<string, ItemTextsEn>> = {
  sign: { text: "The studio has a plaque.", humanJudgement: ["Is the plaque proper and easily seen?"] },
  place: {
    text: "There is a place for activities.",
    humanJudgement: ["Is the place permanent and suitable?"],
  },
  rules: {
    text: "There are rules for managing the studio.",
    humanJudgement: ["Are the rules complete and followed?"],
  },
  funding: { text: "The studio has funds of its own.", humanJudgement: ["Are the funds in place?"] },
  team: {
    text: "There are a lead and a working team.",
    humanJudgement: ["Do the lead and the team meet the requirements?"],
  },
  records: {
    text: "Activities and management are kept in a ledger.",
    humanJudgement: ["Is the ledger complete and genuine?"],
  },
  results: {
    text: "There are results of innovation.",
    humanJudgement: ["Are the results genuine and effective?"],
  },
};

/** English of the set 九项（河北）, by item. */
export const JIUXIANG_HEBEI_EN: Readonly<Record<string, ItemTextsEn>> = {
  leader: {
    text: "An outstanding person leads the studio.",
    humanJudgement: ["Ability, role and influence of the lead."],
  },
  structure: {
    text: "The team is reasonably composed; a studio whose main members all come from one existing shift or department cannot be named.",
    humanJudgement: ["Is it an existing research and development unit?", "Are trades, ages and skill grades reasonably mixed?"],
  },
  mechanism: {
    text: "The studio runs in an orderly way and is regularly active.",
    humanJudgement: ["Are daily management and operation in order?"],
  },
  facilities: {
    text: "Place and facilities are complete.",
    humanJudgement: ["Do place and facilities suffice?"],
  },
  plan: {
    text: "There are a clear plan and goals, and topics of innovation.",
    humanJudgement: ["Is the plan concrete, and can its goals be assessed?"],
  },
  rules: {
    text: "The rules for the work are sound.",
    humanJudgement: ["Are the rules complete and followed?"],
  },
  funding: { text: "The funds are secured.", humanJudgement: ["Are the funds secured in the long run?"] },
  results: {
    text: "The results of innovation are outstanding.",
    humanJudgement: ["Are the results outstanding and the benefits credible?"],
  },
  mentoring: {
    text: "Mentoring is established.",
    humanJudgement: ["Does mentoring have agreements, assessment and effect?"],
  },
};
