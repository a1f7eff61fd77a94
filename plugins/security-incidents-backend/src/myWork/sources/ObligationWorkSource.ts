import type {
  WorkHolder,
  WorkItemBase,
} from 'backstage-plugin-security-incidents-common';
import {
  type IncidentRedaction,
  refsOf,
} from '../../authorization/IncidentRedaction';
import type { IncidentResource } from '../../authorization/incidentResource';
import type { ListedRecord } from '../../incidents/store/records';
import type { AuthorizedContext } from '../../kernel/contexts';
import { getRuleName } from '../../obligations/clocks';
import { OBLIGATION_DECIDERS } from '../../obligations/deciders';
import type {
  ObligationRecord,
  ObligationsReader,
} from '../../obligations/store/ObligationsStore';
import { LEADS } from '../../serviceLevels/recipients';
import type { AnsweredIncident, MyWorkStore } from '../store/MyWorkStore';
import {
  findOwnHolder,
  MAX_WORK,
  type WorkCaller,
  type WorkDraft,
  type WorkSource,
} from '../WorkSource';
import { getAnswerers } from './AnswerWorkSource';

function toDue(
  { dueAt, atRiskAt }: ObligationRecord,
  now: string,
): WorkItemBase['due'] {
  if (!dueAt) return { state: 'none' };
  if (dueAt < now) return { at: dueAt, state: 'overdue' };
  const isAtRisk = atRiskAt !== undefined && atRiskAt <= now;
  return { at: dueAt, state: isAtRisk ? 'at-risk' : 'due' };
}

function toDraft(
  obligation: ObligationRecord,
  incident: AnsweredIncident['incident'],
  holder: WorkHolder,
  now: string,
): WorkDraft {
  const { id, rule } = obligation;
  const ruleName = getRuleName(rule);
  const obligationState =
    obligation.state === 'pending' ? 'pending' : 'to-assess';
  return {
    incident,
    target: `obligation-${id}`,
    acts: [{ name: 'decide', needs: 'decideObligations' }],
    item: {
      kind: 'obligation',
      id: `obligation:${id}`,
      title:
        obligationState === 'pending'
          ? `Send ${ruleName}`
          : `Decide whether ${ruleName} applies`,
      obligationId: id,
      obligationState,
      ruleName,
      due: toDue(obligation, now),
      holder,
    },
  };
}

/** Whoever decides about obligations, then the leads, then the owners. */
function getHolders({ roles, ...rest }: Parameters<typeof getAnswerers>[0]) {
  const deciders = OBLIGATION_DECIDERS.flatMap(decider =>
    roles
      .filter(({ role, renouncedAt }) => role === decider && !renouncedAt)
      .map(({ principalRef }) => ({ ref: principalRef, because: decider })),
  );
  return deciders.length > 0 ? deciders : getAnswerers({ roles, ...rest }).all;
}

/** Finds obligations to assess or to send, of incidents for which the caller or a group of theirs answers. */
export class ObligationWorkSource implements WorkSource {
  constructor(
    private readonly options: {
      store: MyWorkStore;
      obligations: ObligationsReader;
      resources: {
        getResources(
          incidents: readonly ListedRecord[],
        ): Promise<Map<number, IncidentResource>>;
      };
      redaction: IncidentRedaction;
    },
  ) {}

  async find(caller: WorkCaller) {
    const { store, obligations, redaction } = this.options;
    const { principals, access, context, now } = caller;
    if (!context.permissions.readObligations) {
      return { drafts: [], truncated: false };
    }
    const found = await store.findAnswered(principals, access, MAX_WORK + 1, {
      roles: [...LEADS, ...OBLIGATION_DECIDERS],
      isObliged: true,
    });
    const incidents = await this.#keepReadable(
      found.slice(0, MAX_WORK),
      context,
    );
    const open = await obligations.listOpen(
      incidents.map(({ incident }) => incident.seq),
    );
    const hiddenOf = await redaction
      .among(context, refsOf(incidents))
      .then(hidden => redaction.ofEach(incidents, hidden, context));
    const drafts = incidents.flatMap(item => {
      const holders = getHolders({ ...item, hidden: hiddenOf(item) });
      const holder = findOwnHolder(holders, caller);
      if (!holder) return [];
      const ofIncident = open.get(item.incident.seq) ?? [];
      return ofIncident.map(obligation =>
        toDraft(obligation, item.incident, holder, now),
      );
    });
    return { drafts, truncated: found.length > MAX_WORK };
  }

  /** Those of which the caller may read the obligations. */
  async #keepReadable(
    incidents: AnsweredIncident[],
    context: AuthorizedContext,
  ): Promise<AnsweredIncident[]> {
    if (!context.isConditional) return incidents;
    const resources = await this.options.resources.getResources(
      incidents.map(({ incident }) => incident),
    );
    return incidents.filter(
      ({ incident }) =>
        context.permissionsOn(resources.get(incident.seq)!).readObligations,
    );
  }
}
