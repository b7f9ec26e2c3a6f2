import type { Stage } from "../review-stages";

/** The last standing decision of a stage. */
export type RegistryDecision = {
  outcome: "approve" | "return" | "reject";
  opinion: string | null;
  orgName: string;
  /** the union above decided for a stage without a reviewer (代审) */
  acting: boolean;
  /** criterion key -> verdict of the reviewer */
  verdicts: Readonly<Record<string, { verdict: string; comment?: string }>>;
};

/** What every registry knows of an application; the rest is of its last submitted version. */
export type RegistryCase = {
  id: string;
  /** from 1, the place in the list */
  position: number;
  number: string | null;
  batchTitle: string;
  batchYear: number;
  recommenderName: string | null;
  studioName: string;
  leadName: string;
  unitName: string;
  status: string;
  route: readonly Stage[];
  stageIndex: number | null;
  decisions: Readonly<Partial<Record<Stage, RegistryDecision>>>;
  round: number;
  submittedAt: Date;
  finishedAt: Date | null;
};

/** 申报台账. Fields that the applicant left out are null. */
export type ApplicationRow = RegistryCase & {
  studioKind: string | null;
  industry: string | null;
  metCount: number;
  directions: readonly string[] | null;
  uscc: string | null;
  unitNature: string | null;
  leadGender: string | null;
  leadBirth: string | null;
  leadEducation: string | null;
  leadTitleLevel: string | null;
  leadTitle: string | null;
  leadSkillGrade: string | null;
  leadHonors: readonly { name?: string; level?: string; year?: number }[] | null;
  teamSize: number | null;
  fundsTotal: string | null;
  benefitTotal: string | null;
  trainingPeople: number | null;
  mentoringPairs: number | null;
  resultYears: readonly number[] | null;
  inventionGranted: number | null;
  utilityGranted: number | null;
  contactName: string | null;
  contactMobile: string | null;
};

/** 八有达标表 (of any set). */
export type CriteriaRow = RegistryCase & {
  /** item key -> verdict of the automatic check */
  verdicts: Readonly<Record<string, { verdict: string }>>;
  metCount: number;
};

/** 成员花名册: one person of one team, the lead first. */
export type MemberRow = {
  id: string;
  position: number;
  number: string | null;
  studioName: string;
  unitName: string;
  isLead: boolean;
  name: string | null;
  gender: string | null;
  birth: string | null;
  education: string | null;
  title: string | null;
  skillGrade: string | null;
  department: string | null;
  honorLevel: string | null;
  duty: string | null;
};
