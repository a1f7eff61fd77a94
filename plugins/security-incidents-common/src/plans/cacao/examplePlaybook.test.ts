import {
  type CacaoPlaybook,
  importCacaoPlaybook,
  type ResponsePlan,
} from '../index';
import { checkCacaoPlaybook } from './structure';
import { FIXTURE } from '../__testUtils__/fixture';

const getTasks = ({ spec }: ResponsePlan) =>
  spec.phases.flatMap(({ tasks }) => tasks);

/** Each command of the playbook, whatever step it is in. */
const getCommands = (playbook: CacaoPlaybook) =>
  Object.values(playbook.workflow).flatMap(({ commands }) => commands ?? []);

describe('the playbook of the fixture', () => {
  const { plan, findings } = importCacaoPlaybook(FIXTURE);

  it('becomes a draft with the phases, tasks and people of the playbook', () => {
    expect(plan).toEqual({
      apiVersion: 'security-incidents/v1alpha1',
      kind: 'ResponsePlan',
      metadata: {
        name: 'leaked-credential',
        title: 'Leaked credential',
        description:
          'Response plan for a credential exposed in source, logs or chat.',
        tags: ['type:credential-exposure'],
      },
      spec: {
        owner: 'group:default/owner-to-be-named',
        lifecycle: 'draft',
        version: '0.1.0',
        review: { interval: 'P12M', nextDue: '2027-11-23' },
        confidentiality: { tlp: 'AMBER' },
        triggers: {
          classifications: ['rsit:information-content-security'],
          severities: ['high', 'critical'],
        },
        appliesTo: { priority: 80 },
        roles: [
          {
            id: 'incident-commander',
            title: 'Incident commander',
            assign: [{ ref: 'group:default/security-ic' }],
          },
          { id: 'service-owner', title: 'Owner of the affected service' },
          { id: 'privacy-counsel', title: 'Privacy counsel' },
        ],
        phases: [
          {
            id: 'triage',
            maps: 'triage',
            tasks: [
              {
                id: 'confirm',
                title: 'Confirm and scope',
                role: 'incident-commander',
                due: { after: 'PT30M', from: 'declared' },
                required: true,
                instructions:
                  'Is the credential real, live and ours?\n\nCheck the issuer for last use; list the services that hold it.',
              },
              {
                id: 'preserve',
                title: 'Preserve evidence',
                role: 'service-owner',
                due: { after: 'PT1H', from: 'declared' },
                required: true,
                evidence: { required: true },
                parallelWith: ['confirm'],
                instructions:
                  'Keep logs before rotation destroys them.\n\nExport access logs for the credential and attach them as evidence.',
              },
            ],
          },
          {
            id: 'contain',
            maps: 'containment',
            tasks: [
              {
                id: 'revoke',
                title: 'Revoke and rotate',
                role: 'service-owner',
                due: { after: 'PT4H', from: 'detected' },
                required: true,
                dependsOn: ['confirm', 'preserve'],
                instructions:
                  'Stop further use.\n\nRevoke at the issuer, deploy the replacement, prove the old one fails.',
              },
            ],
          },
          {
            id: 'report',
            maps: 'recovery',
            tasks: [
              {
                id: 'gdpr33',
                title: 'Assess GDPR Art. 33',
                role: 'privacy-counsel',
                due: { after: 'PT72H', from: 'aware' },
                required: true,
                obligation: 'gdpr-art33',
                dependsOn: ['revoke'],
                instructions:
                  "Only if: __pii_involved__:value = 'true'\n\nDecide and record notifiability.\n\nRecord the decision; file if required.",
              },
            ],
          },
        ],
      },
    });
  });

  it('keeps the text of every command, and names each task as kept', () => {
    const text = getTasks(plan!)
      .map(({ instructions }) => instructions)
      .join('\n');
    const commands = getCommands(FIXTURE);
    expect(commands).toHaveLength(4);
    for (const { command } of commands) expect(text).toContain(command);
    expect(
      findings.filter(
        ({ level, path }) => level === 'kept' && path.startsWith('workflow.'),
      ),
    ).toHaveLength(4);
  });

  it('goes to the owner that the importer names', () => {
    const owned = importCacaoPlaybook(FIXTURE, {
      owner: 'group:default/csirt',
    });
    expect(owned.plan!.spec.owner).toBe('group:default/csirt');
  });

  it('has no fault by the facts of the standard', () => {
    expect(checkCacaoPlaybook(FIXTURE)).toEqual([]);
  });
});
