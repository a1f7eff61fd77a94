import { toClassOfTactics, toWorkload } from './places';

it.each([
  ['payments-api-6d8f7c9b5-x2x7k', 'payments-api'],
  ['payments-api-0', 'payments-api'],
  ['node-exporter-x2x7k', 'node-exporter'],
  ['backup-28012345-x2x7k', 'backup'],
  ['payments', 'payments'],
  ['payments-api', 'payments-api'],
  ['x2x7k', 'x2x7k'],
  ['', ''],
  [undefined, undefined],
])('the workload of pod %p is %p', (pod, workload) => {
  expect(toWorkload(pod)).toBe(workload);
});

it.each([
  [['Credential Access'], 'intrusion-attempts'],
  [['unknown', 'TA-impact', 'command_and_control'], 'malicious-code'],
  [['constructor'], undefined],
  [[], undefined],
])('the class of tactics %j is %p', (tactics, expected) => {
  expect(toClassOfTactics(tactics)).toBe(expected);
});
