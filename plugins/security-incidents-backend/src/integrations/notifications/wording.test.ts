import type { IncidentRecord } from '../../kernel/records';
import type {
  IncidentNotice,
  NoticeContent,
} from '../../notices/IncidentNotice';
import { toPayload } from './wording';

const DUE = '2026-12-01T10:05:00.000Z';
const NEXT = '2026-12-01T14:00:00.000Z';

function notice(
  content: NoticeContent,
  fields: Partial<IncidentRecord> = {},
): IncidentNotice {
  const incident = {
    id: 'id-1',
    key: 'SEC-2026-0001',
    title: 'Token in a log',
    mode: 'real',
    visibility: 'open',
    tlp: 'AMBER',
    ...fields,
  } as IncidentRecord;
  return {
    incident,
    people: ['user:default/ada'],
    content,
    scope: 'escalation:1',
  };
}

const ALL_KINDS: NoticeContent[] = [
  { kind: 'reported', reporter: 'Ada Lovell', firstAnswerDue: DUE },
  { kind: 'assigned', what: ['Revoke'], dueAt: DUE, by: 'Ada Lovell' },
  { kind: 'member', by: 'Ada Lovell' },
  { kind: 'due-soon', what: 'contain', dueAt: DUE, rule: 'Within 4 hours' },
  { kind: 'overdue', what: 'contain', dueAt: DUE, holder: 'Ada Lovell' },
  { kind: 'reminder', what: 'Revoke', dueAt: DUE, by: 'Ada Lovell' },
  {
    kind: 'escalated',
    what: 'Contain',
    dueAt: DUE,
    step: { number: 2, of: 3 },
    answerBy: NEXT,
    by: 'Ada Lovell',
  },
  { kind: 'broken-glass', by: 'Ada Lovell' },
  { kind: 'report-state', state: 'finished', reportTitle: 'Token' },
  {
    kind: 'report-message',
    by: 'Ada Lovell',
    isQuestion: true,
    reportTitle: 'Token',
  },
  { kind: 'report-answer', by: 'Ada Lovell' },
];

describe('the wording of notifications', () => {
  it('of an escalation says what is due, its step and by when to answer', () => {
    const [escalated] = ALL_KINDS.filter(({ kind }) => kind === 'escalated');
    expect(toPayload(notice(escalated))).toEqual({
      title: 'Escalated to you: SEC-2026-0001',
      description:
        'Contain, due Tue 1 Dec 10:05 UTC. Step 2 of 3. By Ada Lovell. Answer by Tue 1 Dec 14:00 UTC.',
      link: '/security-incidents/SEC-2026-0001',
      severity: 'critical',
      topic: 'Escalated',
      scope: 'escalation:1',
    });
  });

  it.each(ALL_KINDS.map(content => [content.kind, content] as const))(
    'of kind %s has nothing of a restricted or TLP:RED incident',
    (_kind, content) => {
      const secrets: Array<Partial<IncidentRecord>> = [
        { visibility: 'restricted' },
        { tlp: 'RED' },
      ];
      for (const secret of secrets) {
        const payload = toPayload(notice(content, secret));
        expect(payload).toEqual({
          title: 'You have an update on a security incident',
          description: expect.stringMatching(
            /^(It asks something of you|Something changed)\. Open it to read what\.$/,
          ),
          link: expect.stringMatching(
            /^\/security-incidents\/(my-reports\/)?id-1$/,
          ),
          severity: 'normal',
          icon: 'security-incidents',
          topic: 'Restricted',
          scope: 'incident:id-1',
        });
      }
    },
  );

  it.each(ALL_KINDS.map(content => [content.kind, content] as const))(
    'of kind %s has no markup of mail or Slack',
    (_kind, content) => {
      const marked = JSON.parse(
        JSON.stringify(content)
          .replaceAll('Ada Lovell', '<!channel> Ada')
          .replaceAll('Token', '<a href=//evil.example>Token</a>')
          .replaceAll('Revoke', '<b>Revoke</b>')
          .replaceAll('ontain', '<i>ontain</i>'),
      );
      const { title, description } = toPayload(
        notice(marked, { title: '<!here> <img src=//evil.example>' }),
      );
      expect(`${title} ${description}`).not.toMatch(/[<>]/);
    },
  );

  it.each(ALL_KINDS.map(content => [content.kind, content] as const))(
    'of kind %s shows the hidden characters of titles and names, within the limits',
    (_kind, content) => {
      const hidden = JSON.parse(
        JSON.stringify(content)
          .replaceAll('Ada Lovell', 'Ada\u202ELovell')
          .replaceAll('Revoke', 'Re\u200Bvoke\\nit')
          .replaceAll('Token', 'Token\u2066')
          .replaceAll('Contain', 'Contain\u202E'),
      );
      const { title, description = '' } = toPayload(
        notice(hidden, { title: `Token\u202E in ${'a log '.repeat(60)}` }),
      );
      expect(`${title}${description}`).not.toMatch(
        /[\u200B\u202A-\u202E\u2066-\u2069\n]/,
      );
      expect(description.length).toBeLessThanOrEqual(100);
      expect(title.length).toBeLessThanOrEqual(120);
    },
  );
});
