import { type Cell, toCsvLines } from './csv';

const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]) =>
  toCsvLines([header, ...rows], { isStart: true });

describe('a CSV file', () => {
  it('starts with a byte order mark and ends each line with CR LF', () => {
    expect(
      toCsv(
        ['name', 'count'],
        [
          ['Zürich', 2],
          [undefined, 0],
        ],
      ),
    ).toBe('\ufeffname,count\r\nZürich,2\r\n,0\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a\r\nb', '"a\r\nb"'],
  ])('quotes %j', (cell, expected) => {
    expect(toCsv(['h'], [[cell]])).toBe(`\ufeffh\r\n${expected}\r\n`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=A("b")', '"\'=A(""b"")"'],
  ])('does not let a spreadsheet evaluate %j', (cell, expected) => {
    expect(toCsv(['h'], [[cell]])).toBe(`\ufeffh\r\n${expected}\r\n`);
  });

  it.each([
    ['ada\u202Eecila', 'ada[U+202E]ecila'],
    ['ada\u200B', 'ada[U+200B]'],
    ['\u202E=1+1', '[U+202E]=1+1'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ])('shows the hidden characters of %j', (cell, expected) => {
    expect(toCsv(['h'], [[cell]])).toBe(`\ufeffh\r\n${expected}\r\n`);
  });

  it('leaves negative numbers alone', () => {
    expect(toCsv(['h'], [[-1]])).toBe('\ufeffh\r\n-1\r\n');
  });
});
