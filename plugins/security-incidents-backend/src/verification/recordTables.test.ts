import { withoutUnrecorded } from './recordTables';

const WITHHELD = [{ ref: 'user:default/ada', told: false }];
const rows = (columns: Record<string, unknown>) =>
  new Map([['escalations', new Map([['escalation-1', columns]])]]);

describe('what an earlier version did not record', () => {
  it('of a row is not compared', () => {
    const stored = rows({ reason: 'Help', withheld: WITHHELD });
    expect(withoutUnrecorded(stored, rows({ reason: 'Help' }))).toEqual(
      rows({ reason: 'Help' }),
    );
  });

  it.each([
    ['was recorded', rows({ reason: 'Help', withheld: null })],
    ['belongs to a row that no entry knows', new Map()],
  ])('is compared when it %s', (_name, recorded) => {
    const stored = rows({ reason: 'Help', withheld: WITHHELD });
    expect(withoutUnrecorded(stored, recorded)).toEqual(stored);
  });
});
