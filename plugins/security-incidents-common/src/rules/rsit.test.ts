import { getRsitTypeLabel, getRsitTypes, RSIT_CLASSES } from './rsit';

describe('the taxonomy', () => {
  it('has types for each class and readable labels', () => {
    for (const name of RSIT_CLASSES) {
      expect(getRsitTypes(name).length).toBeGreaterThan(0);
    }
    expect(getRsitTypes('toString')).toEqual([]);
    expect(getRsitTypeLabel('data-leak')).toBe('Data leak');
    expect(getRsitTypeLabel('c2-server')).toBe('C2 server');
  });
});
