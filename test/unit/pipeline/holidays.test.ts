import { describe, expect, it } from 'vitest';
import { holidaysOf } from '../../../src/pipeline/holidays.ts';

const inYear = (place: string, year: number): readonly string[] => {
  const isHoliday = holidaysOf(place) ?? (() => false);
  const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10));
  return days.filter((day) => day.startsWith(String(year)) && isHoliday(day));
};

describe('Dutch public holidays', () => {
  it('are those of the law, Liberation Day among them, and not Good Friday', () => {
    expect(inYear('NL', 2026)).toEqual([
      '2026-01-01',
      '2026-04-05',
      '2026-04-06',
      '2026-04-27',
      '2026-05-05',
      '2026-05-14',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  it("keep King's Day on the Saturday when its day is a Sunday", () => {
    expect(inYear('NL', 2025)).toContain('2025-04-26');
    expect(inYear('NL', 2025)).not.toContain('2025-04-27');
    expect(inYear('NL', 2031)).toContain('2031-04-26');
  });

  it('follow Easter', () => {
    expect(inYear('NL', 2027).filter((day) => day < '2027-04' || day === '2027-05-06' || day === '2027-05-17')).toEqual([
      '2027-01-01',
      '2027-03-28',
      '2027-03-29',
      '2027-05-06',
      '2027-05-17',
    ]);
  });
});

describe('holidays elsewhere', () => {
  it('are those of a country or of a part of it', () => {
    expect(inYear('BE', 2026)).toContain('2026-07-21');
    expect(inYear('DE-BY', 2026)).toContain('2026-01-06');
    expect(inYear('DE', 2026)).not.toContain('2026-01-06');
    expect(inYear('BE', 2026)).not.toContain('2026-05-05');
  });

  it('may last several days, by the day and not by the sunset before it', () => {
    expect(inYear('TR', 2026).filter((day) => day.startsWith('2026-03'))).toEqual(['2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23']);
  });

  it('are unknown where there is no such place', () => {
    expect(['ZZ', 'DE-ZZ', 'toString'].map(holidaysOf)).toEqual([undefined, undefined, undefined]);
  });
});
