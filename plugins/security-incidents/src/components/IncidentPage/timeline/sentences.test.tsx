import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { errorApiRef } from '@backstage/core-plugin-api';
import { render } from '@testing-library/react';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import {
  securityIncidentsReadinessTranslationRef,
  securityIncidentsSharedTranslationRef,
  securityIncidentsTranslationRef,
  type ReadinessTranslate,
  type SharedTranslate,
} from '../../../translation';
import { combineTranslations } from '../../../translation/translation';
import { toChangeLines } from './changeLines';
import { dataOf } from './entryData';
import { toEscalationLines } from './escalationEntries';
import { belongsTo, itemsOf } from './order';
import { toPlanLines } from './planEntries';
import { toSentence } from './sentences';

function entry(action: string, data?: unknown): TimelineEntry {
  return {
    v: 1,
    chain: 'incident/SEC-2026-0042',
    seq: 4,
    at: '2026-11-23T10:05:00.000Z',
    actor: 'user:default/payments-engineer',
    action,
    dataHash: 'a'.repeat(64),
    prevHash: 'b'.repeat(64),
    hash: 'c'.repeat(64),
    data,
  };
}

const found = { title: 'Port scan', source: 'falco', count: 3 };

const log = { fileName: 'gateway.log' };

const two = [
  { title: 'Revoke and rotate', from: null, to: '2020-11-23T11:32:00.000Z' },
  { title: 'Purge the logs', from: '2020-11-23T11:32:00.000Z', to: null },
];

const told = (ref: string) => ({ ref, told: true });

const translations = mockApis.translation();
const pages = translations.getTranslation(securityIncidentsTranslationRef);
const shared = translations.getTranslation(
  securityIncidentsSharedTranslationRef,
);
const readiness = translations.getTranslation(
  securityIncidentsReadinessTranslationRef,
);
if (!pages.ready || !readiness.ready || !shared.ready) {
  throw new Error('The default texts need no loading');
}
const t = combineTranslations({
  pages: pages.t,
  readiness: readiness.t as unknown as ReadinessTranslate,
  shared: shared.t as unknown as SharedTranslate,
});

/** What people read of it. */
function textOf(node: ReactNode): string | null {
  const { container } = render(
    <TestApiProvider
      apis={
        [
          [translationApiRef, translations],
          [errorApiRef, mockApis.error()],
        ] as never
      }
    >
      {node}
    </TestApiProvider>,
  );
  return container.textContent;
}

describe('the sentences of the timeline', () => {
  it.each([
    [
      'plan.applied',
      { title: 'Leaked credential', version: '2.1.0' },
      'applied the plan Leaked credential 2.1.0',
    ],
    ['plan.declined', { reason: 'Too small' }, 'decided to go without a plan'],
    [
      'plan.upgraded',
      { title: 'Leak', from: { version: '1.0.0' }, to: { version: '1.1.0' } },
      'upgraded the plan Leak from 1.0.0 to 1.1.0',
    ],
    [
      'task.added',
      { tasks: [{ title: 'Tell the bank' }] },
      'added the task "Tell the bank" because the facts changed',
    ],
    ['task.started', { title: 'Revoke' }, 'started "Revoke"'],
    ['task.done', { title: 'Revoke' }, 'finished "Revoke"'],
    ['task.skipped', { title: 'Revoke' }, 'skipped "Revoke"'],
    ['task.reopened', { title: 'Revoke' }, 're-opened "Revoke"'],
    [
      'task.assigned',
      { tasks: [{ title: 'Revoke', to: 'user:default/ines' }] },
      'assigned "Revoke" to ines',
    ],
    [
      'task.assigned',
      { because: 'role', tasks: two },
      'reassigned 2 tasks with the role',
    ],
    [
      'task.assigned',
      {
        because: 'take-over',
        tasks: [
          {
            title: 'Ask counsel',
            from: 'user:default/judith',
            to: 'user:default/ines',
          },
        ],
      },
      'took over "Ask counsel" from judith',
    ],
    [
      'task.assigned',
      {
        because: 'take-over',
        tasks: [{ title: 'Ask counsel', from: null, to: 'user:default/ines' }],
      },
      'took over "Ask counsel"',
    ],
    ['task.due-changed', { tasks: two }, 'moved the due times of 2 tasks'],
    [
      'task.due-changed',
      { tasks: [two[0]] },
      'moved "Revoke and rotate": due 23 Nov 2020 11:32 now',
    ],
    [
      'escalation.fired',
      { to: [told('group:default/team-leads'), told('user:default/ines')] },
      'team-leads and ines were notified',
    ],
    [
      'escalation.fired',
      {
        to: [told('user:default/ines')],
        reason:
          'Next update within 1 hour since the last update, or the declaration: overdue since 2020-11-23 11:32 UTC',
      },
      'ines was notified: update overdue since 23 Nov 2020 11:32',
    ],
    [
      'escalation.fired',
      {
        to: [told('group:default/team-leads')],
        reason:
          'Contain within 4 hours since it was recorded: overdue since 2020-11-23 11:32 UTC, and that long again',
      },
      'team-leads was notified: containment overdue since 23 Nov 2020 11:32',
    ],
    [
      'escalation.fired',
      { to: [{ ref: 'role:deputy', told: false, why: 'nobody is Deputy' }] },
      'Nobody could be notified',
    ],
    [
      'escalation.corrected',
      {
        to: [
          told('user:default/ines'),
          { ref: 'user:default/ada', told: false },
        ],
      },
      'Correction: ines was notified',
    ],
    [
      'escalation.corrected',
      {
        to: [{ ref: 'user:default/ines', told: false, why: 'may not read it' }],
      },
      'Correction: nobody was notified',
    ],
    [
      'escalation.requested',
      { to: [told('group:default/team-leads')] },
      'escalated to team-leads',
    ],
    [
      'major.proposed',
      { because: ['Its severity is critical'] },
      'Proposed as a major incident',
    ],
    [
      'detection.promoted',
      found,
      'recorded the incident from "Port scan" of falco',
    ],
    [
      'detection.attached',
      { ...found, rule: 'Close by' },
      'attached "Port scan" of falco, by rule "Close by"',
    ],
    ['detection.detached', found, 'took back "Port scan" of falco'],
    [
      'detection.repeated',
      found,
      'falco saw "Port scan" again, 3 times in all, after containment had begun',
    ],
    [
      'detection.resolved',
      found,
      'falco says that "Port scan" is resolved. Nothing changed here.',
    ],
    [
      'record.exported',
      { format: 'bundle', sha256: 'ab'.repeat(32), isComplete: true },
      'exported the record as an auditor bundle, sha256 abababababab',
    ],
    [
      'record.exported',
      { format: 'bundle', isComplete: false },
      'began to export the record as an auditor bundle, which was not completed',
    ],
    [
      'entry.erased',
      { seq: 4, reason: 'A request by the person' },
      'erased the content of entry #4',
    ],
    [
      'gap.explained',
      { requirement: 'element-response', text: 'There was no plan yet' },
      'explained a gap in the record',
    ],
    ['evidence.added', log, 'added the evidence "gateway.log"'],
    [
      'evidence.added',
      { ...log, location: 'Safe 3' },
      'recorded where the evidence "gateway.log" is kept',
    ],
    ['evidence.downloaded', log, 'downloaded "gateway.log"'],
    ['evidence.previewed', log, 'looked at "gateway.log"'],
    [
      'evidence.verified',
      { ...log, result: 'ok' },
      'verified "gateway.log": the same sha256',
    ],
    [
      'evidence.verified',
      { ...log, result: 'mismatch' },
      'checked "gateway.log": it is not what was stored',
    ],
    ['evidence.held', log, 'put "gateway.log" on legal hold'],
    ['evidence.released', log, 'ended the legal hold of "gateway.log"'],
    ['evidence.disposed', log, 'disposed of "gateway.log"; its sha256 stays'],
    ['review.required', { because: 'severity' }, 'Review required'],
    [
      'review.saved',
      { fields: ['summary', 'lessons'], version: 2 },
      'wrote in the review: In short, What others can learn',
    ],
    ['review.completed', { version: 3 }, 'completed the review'],
    ['review.approved', { version: 4 }, 'approved the review'],
    [
      'review.reopened',
      { reason: 'Another cause' },
      're-opened the review: Another cause',
    ],
    [
      'review.waived',
      { reason: 'Reviewed before' },
      'decided that no review is written: Reviewed before',
    ],
    [
      'review.reminded',
      { to: 'user:default/ines' },
      'reminded ines of the review',
    ],
    [
      'action.added',
      { title: 'Rotate', ownerRef: 'user:default/ines' },
      'added the action "Rotate" for ines',
    ],
    ['action.updated', { title: 'Rotate' }, 'changed the action "Rotate"'],
    ['action.done', { title: 'Rotate' }, 'did the action "Rotate"'],
    [
      'action.verified',
      { title: 'Rotate', result: 'works-not' },
      'checked that the action "Rotate" does not work',
    ],
    ['action.reopened', { title: 'Rotate' }, 're-opened the action "Rotate"'],
    [
      'action.dropped',
      { title: 'Rotate', reason: 'Unused' },
      'dropped the action "Rotate": Unused',
    ],
    [
      'action.reminded',
      { title: 'Rotate', to: 'user:default/ines' },
      'reminded ines of the action "Rotate"',
    ],
    ['major.declared', { reason: 'It spreads' }, 'declared a major incident'],
    [
      'major.declined',
      { reason: 'One host' },
      'decided that it is not a major incident',
    ],
    ['major.ended', { reason: 'Over' }, 'ended the major incident'],
    [
      'merge.added',
      { mergedFrom: 'SEC-2026-0041', reason: 'The same token' },
      'merged SEC-2026-0041 into this incident',
    ],
    [
      'merge.removed',
      { mergedFrom: 'SEC-2026-0041', reason: 'Another token' },
      'undid the merge of SEC-2026-0041 into this incident',
    ],
    [
      'status.changed',
      { from: 'triage', to: 'containment' },
      'Triage to Containment',
    ],
  ])('says of %s what happened', (action, data, sentence) => {
    expect(textOf(toSentence(t, entry(action, data)))).toBe(sentence);
  });

  it('still says what kind of change it was when the content is not there', () => {
    expect(toSentence(t, entry('status.changed'))).toBe('moved the incident');
    expect(toSentence(t, entry('role.assumed'))).toBe('changed a role');
    expect(toSentence(t, entry('task.done'))).toBe('changed a task');
    expect(toSentence(t, entry('access.broken-glass'))).toBe(
      'changed who may read it',
    );
    expect(toSentence(t, entry('escalation.fired'))).toBe('notified people');
    expect(toSentence(t, entry('major.declared'))).toBe(
      'changed whether it is a major incident',
    );
  });

  it('says below it who was not notified, and why a major incident was proposed', () => {
    expect(
      toEscalationLines(
        t,
        entry('escalation.fired', {
          reason: '2 hours after declaration, and not contained yet',
          to: [
            told('group:default/team-leads'),
            {
              ref: 'user:default/commander',
              told: false,
              why: 'may not read it',
            },
            {
              ref: 'role:privacy-counsel',
              told: false,
              why: 'nobody is Privacy counsel: user:default/counsel is not in the catalog',
            },
          ],
          raisedToMajor: true,
        }),
      ).map(textOf),
    ).toEqual([
      'commander not notified: may not read it',
      'Nobody is Privacy counsel: counsel is not in the catalog',
      'Proposes a major incident',
    ]);
    const because = ['Its severity is critical'];
    expect(
      toEscalationLines(
        t,
        entry('major.proposed', { because, to: [told('user:default/ines')] }),
      ).map(textOf),
    ).toEqual(['Its severity is critical', 'Notified ines']);
    expect(
      toEscalationLines(t, entry('major.declared', { because })).map(textOf),
    ).toEqual(['Was proposed because: Its severity is critical']);
  });

  it('lists what rules did as automatic, and what people decided as changes', () => {
    const [proposed, fired, requested, declared] = itemsOf(
      [
        entry('major.proposed'),
        { ...entry('escalation.fired'), actor: 'plugin:security-incidents' },
        entry('escalation.requested'),
        entry('major.declared'),
      ],
      new Map(),
    );
    expect(belongsTo(proposed, 'automatic')).toBe(true);
    expect(belongsTo(fired, 'automatic')).toBe(true);
    expect(belongsTo(requested, 'changes')).toBe(true);
    expect(belongsTo(declared, 'changes')).toBe(true);
  });

  it('lists what several tasks became, and what an upgrade kept', () => {
    expect(toPlanLines(t, entry('task.due-changed', { tasks: two }))).toEqual([
      'Revoke and rotate: 23 Nov 2020 11:32',
      'Purge the logs: not known',
    ]);
    expect(
      toPlanLines(
        t,
        entry('plan.upgraded', {
          changes: [
            { kind: 'removed', part: 'task', id: 'a', title: 'Call the bank' },
          ],
          keptThoughRemoved: [{ title: 'Call the bank' }],
        }),
      ),
    ).toEqual([
      'Task "Call the bank" is gone',
      'Kept because it was finished: Call the bank',
    ]);
  });

  it('names facts and their values as people read them elsewhere', () => {
    const updated = entry('incident.updated', {
      changes: {
        severity: { to: 'high' },
        urgency: { from: 'low', to: 'medium' },
        classification: {
          to: { scheme: 'rsit', class: 'information-content-security' },
        },
        personalData: {
          from: { involved: 'unknown' },
          to: { involved: 'yes' },
        },
        occurredAt: { from: null, to: '2020-11-22T23:14:00.000Z' },
        isMajor: { from: false, to: true },
      },
    });
    expect(toChangeLines(t, dataOf(updated))).toEqual([
      'severity: not decided → High',
      'urgency: Low → Medium',
      'class: not decided → Information content security',
      'personal data: Not known yet → Yes',
      'occurred: not decided → 22 Nov 2020 23:14',
      'major: No → Yes',
    ]);
    expect(toSentence(t, updated)).toBe(
      'changed severity, urgency, class, personal data, occurred, major',
    );
  });
});
