import { formatBytes } from './formatBytes';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1,023 B'],
    [1_024, '1 KB'],
    [3_500, '3.4 KB'],
    [512 * 1_024, '512 KB'],
    [2_149_000, '2 MB'],
    [524_288_000, '500 MB'],
    [3_300_000_000, '3.1 GB'],
    [2 ** 60, '1,048,576 TB'],
  ])('%d bytes read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
