import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { itemsOf, linesOf } from './order';

const entry = (seq: number, action: string): TimelineEntry =>
  ({
    seq,
    action,
    at: '2026-11-25T12:00:00.000Z',
    actor: 'plugin:security-incidents',
    data: {},
  } as TimelineEntry);

it('never folds away that somebody was told or is asked to decide', () => {
  const actions = [
    'task.added',
    'task.due-changed',
    'escalation.fired',
    'task.added',
    'major.proposed',
    'task.added',
    'task.added',
  ];
  const items = itemsOf(
    actions.map((action, at) => entry(at + 1, action as never)),
    new Map(),
  );
  expect(
    linesOf(items, true).map(line =>
      line.kind === 'entry'
        ? line.item.entry.action
        : line.items.map(({ entry: { seq } }) => seq),
    ),
  ).toEqual([
    [1, 2],
    'escalation.fired',
    'task.added',
    'major.proposed',
    [6, 7],
  ]);
});
