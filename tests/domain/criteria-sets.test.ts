import { describe, expect, it } from 'vitest';
import { CHECKS } from '@/domain/criteria-checks';
import { CRITERIA_SETS, criteriaSet } from '@/domain/criteria-sets';
import { fieldAt } from '@/domain/application-form';
import { REFERENCE_CRITERIA } from '../support/reference';

const withoutTexts = (checks: readonly object[]) =>
  checks.map((check) => {
    const {
      message: _message,
      messageEn: _messageEn,
      ...rest
    } = check as { message?: string; messageEn?: string };
    return rest;
  });

describe('CRITERIA_SETS', () => {
  it('are the five of the reference, in order', () => {
    expect(CRITERIA_SETS.map((set) => set.code)).toEqual(REFERENCE_CRITERIA.sets.map((set) => set.code));
  });

  it.each(REFERENCE_CRITERIA.sets)('$code equals the reference item by item', (reference) => {
    const own = criteriaSet(reference.code)!;
    expect({
      ...own,
      general: { checks: withoutTexts(own.general.checks) },
      items: own.items.map(({ textEn: _textEn, ...item }) => ({
        ...item,
        checks: withoutTexts(item.checks),
      })),
    }).toEqual(reference);
  });

  it('are pure data that survives being stored', () => {
    expect(JSON.parse(JSON.stringify(CRITERIA_SETS))).toEqual(CRITERIA_SETS);
  });

  it.each(CRITERIA_SETS)('$code carries the texts of its checks and states every parameter', (set) => {
    for (const reference of [set.general, ...set.items].flatMap((item) => item.checks)) {
      const check = CHECKS[reference.code]!;
      expect(reference.message).toBe(check.message);
      expect(reference.messageEn).toBe(check.messageEn);
      expect(Object.keys(reference.params).toSorted(), reference.code).toEqual(
        Object.keys(check.params).toSorted(),
      );
    }
  });

  it.each(CRITERIA_SETS)('$code names evidence that names it back', (set) => {
    for (const item of set.items) {
      for (const slot of item.evidence) expect(fieldAt(slot)?.evidences).toContain(`${set.code}.${item.key}`);
    }
  });
});

describe('criteriaSet', () => {
  it('finds a version and nothing else', () => {
    expect(criteriaSet('bayou', '1')?.title).toBe('八有');
    expect([criteriaSet('bayou', '2'), criteriaSet('nothing')]).toEqual([undefined, undefined]);
  });
});
