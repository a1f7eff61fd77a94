import fc from 'fast-check';
import { matchesSearch, toSearchTerms, toSearchWords } from './searchWords';

const finds = (query: string, text: string) => {
  const words = toSearchWords(text);
  const terms = toSearchTerms(query);
  return (
    terms.length > 0 &&
    terms.every(term => words.some(word => word.startsWith(term)))
  );
};

describe('a search', () => {
  it.each([
    ['pay', 'Payments API'],
    ['PAYMENTS', 'payments'],
    ['payments-api', 'The payments-api is slow'],
    ['api', 'payments-api'],
    ['v1.2', 'Release v1.2.3'],
    ['munchen', 'Leck in München'],
    ['MÜNCHEN', 'munchen'],
    ['strasse', 'Straße'],
    ['STRASSE', 'straße'],
    ['oresund', 'Øresund'],
    ['lodz', 'Łódź'],
    ['istanbul', 'İstanbul'],
    ['οδος', 'ΟΔΟΣ'],
    ['οδοσ', 'οδος'],
    ['ＡＰＩ', 'api'],
    ['office', 'oﬃce'],
    ['e\u0301te\u0301', 'été'],
    ['障害', '決済システム障害報告'],
    ['システム障害', '決済システム障害報告'],
    ['害', '決済障害'],
    ['済', '決済障害'],
    ['ﾃﾞｰﾀ', 'データ流出'],
    ['db障害', 'DB障害'],
    ['payments', 'pay\u200Bm\u00ADents'],
    ['خواهم', '\u202Bخوا\u200Cهم\u202C'],
    ['ระบบ', 'เหตุการณ์ระบบล่ม'],
    ['한국', '한국어 서비스'],
  ])('for %s finds %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ['…', 'anything'],
    ['', 'anything'],
    ['... --- ___', 'a-b_c.d'],
    ['🔥', 'fire 🔥'],
    ['ments', 'payments'],
    ['障報', '決済障害報告'],
    ['かき', 'がき'],
    ['pay zzz', 'payments'],
  ])('for %j does not find %j', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  it('finds every text by every word of it, and by every part in scripts without spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const terms = toSearchTerms(text);
        expect(terms.length === 0 || finds(text, text)).toBe(true);
      }),
    );
    const kanji = fc.string({ unit: fc.constantFrom('決', '済', '障', '害') });
    fc.assert(
      fc.property(kanji, kanji, kanji, (before, query, after) => {
        expect(query === '' || finds(query, before + query + after)).toBe(true);
      }),
    );
  });

  it('looks anywhere in lists that are searched in memory', () => {
    expect(matchesSearch('ments CARDS', 'Payments', 'cards-api')).toBe(true);
    expect(matchesSearch('munchen', 'Leck in München', undefined)).toBe(true);
    expect(matchesSearch('障害', '決済障害報告')).toBe(true);
    expect(matchesSearch('cards ledger', 'Payments', 'cards-api')).toBe(false);
    expect(matchesSearch('…', 'anything …')).toBe(false);
    expect(matchesSearch('  ', 'anything')).toBe(true);
  });

  it('answers with words that say no more than the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const words = toSearchWords(text);
        expect(new Set(words).size).toBe(words.length);
        expect(words.every(word => word.length > 0 && word.length <= 64)).toBe(
          true,
        );
      }),
    );
  });
});
