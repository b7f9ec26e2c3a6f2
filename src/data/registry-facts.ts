import "server-only";
import { Prisma } from "./generated/client";

/*
 * What a registry shows of the last submitted version, as one JSON object a row. x.c is its content, d its derived numbers,
 * s the version: only what a list shows leaves the database, never the whole form. Keys are those of domain/registry/registry-row.ts.
 */

/** Names as they were submitted: the columns of the application follow the draft that answers a return. */
const NAMES = Prisma.sql`'studioName', x.c #> '{studio,name}', 'leadName', x.c #> '{team,leadName}', 'unitName', x.c #> '{unit,name}'`;

export const APPLICATION_FACTS = Prisma.sql`jsonb_build_object(${NAMES},
  'studioKind', x.c #> '{studio,kind}', 'industry', x.c #> '{unit,industry}',
  'directions', x.c #> '{studio,directions}', 'uscc', x.c #> '{unit,uscc}', 'unitNature', x.c #> '{unit,nature}',
  'leadGender', x.c #> '{team,leadGender}', 'leadBirth', x.c #> '{team,leadBirth}', 'leadEducation', x.c #> '{team,leadEducation}',
  'leadTitleLevel', x.c #> '{team,leadTitleLevel}', 'leadTitle', x.c #> '{team,leadTitle}', 'leadSkillGrade', x.c #> '{team,leadSkillGrade}',
  'leadHonors', x.c #> '{team,leadHonors}', 'resultYears', jsonb_path_query_array(x.c, '$.results.items[*].year'),
  'inventionGranted', x.c #> '{results,inventionGranted}', 'utilityGranted', x.c #> '{results,utilityGranted}',
  'contactName', x.c #> '{unit,contactName}', 'contactMobile', x.c #> '{unit,contactMobile}',
  'teamSize', s.derived -> 'teamSize', 'fundsTotal', s.derived -> 'fundsTotal', 'benefitTotal', s.derived -> 'benefitTotal',
  'trainingPeople', s.derived -> 'trainingPeople', 'mentoringPairs', s.derived -> 'mentoringPairs')`;

export const CRITERIA_FACTS = Prisma.sql`jsonb_build_object(${NAMES}, 'verdicts', s.verdicts)`;

/** The team, the lead first, as rows (member jsonb, ord): what member-columns.ts shows of each. */
export const TEAM_ROWS = Prisma.sql`
  SELECT jsonb_build_object('isLead', true, 'name', x.c #> '{team,leadName}', 'gender', x.c #> '{team,leadGender}', 'birth', x.c #> '{team,leadBirth}',
    'education', x.c #> '{team,leadEducation}', 'title', x.c #> '{team,leadTitle}', 'skillGrade', x.c #> '{team,leadSkillGrade}',
    'department', x.c #> '{team,leadPost}', 'honors', x.c #> '{team,leadHonors}', 'duty', null) AS member, 0 AS ord
  UNION ALL
  SELECT jsonb_build_object('isLead', false, 'name', m.value -> 'name', 'gender', m.value -> 'gender', 'birth', m.value -> 'birth',
    'education', m.value -> 'education', 'title', m.value -> 'title', 'skillGrade', m.value -> 'skillGrade',
    'department', m.value -> 'department', 'honorLevel', m.value -> 'honorLevel', 'duty', m.value -> 'duty'), m.ordinality::int
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(x.c #> '{team,members}') = 'array' THEN x.c #> '{team,members}' ELSE '[]' END) WITH ORDINALITY AS m`;
