import { detectMediaType, findFalseMediaType } from './mediaTypes';

const detect = (latin1: string) =>
  detectMediaType(Buffer.from(latin1, 'latin1'));

describe('the type of bytes', () => {
  it.each([
    ['%PDF-1.7', 'application/pdf'],
    ['\x1f\x8b\x08', 'application/gzip'],
    ['MZ\x90\0\x03', 'application/vnd.microsoft.portable-executable'],
    ['MZ is no program when it is a text', 'text/plain'],
    ['\x7fELF\x02', 'application/x-executable'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\0\0\0\0AVI ', 'application/octet-stream'],
    ['# v2 git bundle\nabc', 'application/x-git-bundle'],
    ['\xff\xfe\0x', 'application/octet-stream'],
    ['{"a":1}\n', 'text/plain'],
  ])('of %j is %s', (bytes, mediaType) => {
    expect(detect(bytes)).toBe(mediaType);
  });

  it('is text when a character is cut at the end', () => {
    const euro = Buffer.from('5 €');
    expect(detectMediaType(euro.subarray(0, -1))).toBe('text/plain');
  });
});

describe('a stated type', () => {
  it.each([
    ['application/x-gzip', 'application/gzip', undefined],
    ['application/json; charset=utf-8', 'text/plain', undefined],
    ['application/vnd.ms-excel', 'application/x-ole-storage', undefined],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/zip',
      undefined,
    ],
    ['application/x-unknown', 'application/octet-stream', undefined],
    [undefined, 'application/pdf', undefined],
    ['image/png', 'application/x-executable', 'image/png'],
    ['image/png', 'application/octet-stream', 'image/png'],
    ['text/csv', 'application/octet-stream', 'text/csv'],
    ['image/jpeg', 'image/png', 'image/jpeg'],
  ])('%s of %s is false: %s', (stated, detected, expected) => {
    expect(findFalseMediaType(stated, detected)).toBe(expected);
  });
});
