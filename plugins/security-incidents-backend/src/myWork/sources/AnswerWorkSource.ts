import type {
  PlanClockReading,
  WorkHolder,
} from 'backstage-plugin-security-incidents-common';
import {
  type IncidentRedaction,
  refsOf,
} from '../../authorization/IncidentRedaction';
import type { Hidden } from '../../authorization/redactServices';
import type { PlanRunRecord } from '../../responsePlans/store/planRecords';
import { getOwedLevels, readClocks } from '../../serviceLevels/levels';
import { LEADS } from '../../serviceLevels/recipients';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import { toClockDue } from '../due';
import type { AnsweredIncident, MyWorkStore } from '../store/MyWorkStore';
import {
  findOwnHolder,
  MAX_WORK,
  type WorkCaller,
  type WorkDraft,
  type WorkSource,
} from '../WorkSource';
import { findDecisions } from './decisions';

/** An incident with everything that its work depends on. */
interface Answered extends AnsweredIncident {
  hidden: Hidden;
  run?: PlanRunRecord;
  lastUpdateAt?: string;
}

/** Those who answer for an incident, the first one first: its leads, or else the owners of its services. */
export interface Answerers {
  leads: WorkHolder[];
  owners: WorkHolder[];
  all: WorkHolder[];
}

/** Finds who answers for an incident. */
export function getAnswerers({
  incident,
  affected,
  roles,
  hidden,
}: AnsweredIncident & { hidden: Hidden }): Answerers {
  const leads = LEADS.flatMap(lead =>
    roles
      .filter(({ role, renouncedAt }) => role === lead && !renouncedAt)
      .map(({ principalRef }) => ({ ref: principalRef, because: lead })),
  );
  // Exercises tell nobody outside.
  const owners =
    incident.mode === 'real'
      ? affected.flatMap(({ entityRef, role, snapshot }): WorkHolder[] =>
          role !== 'cleared' && snapshot.ownerRef && !hidden.has(entityRef)
            ? [{ ref: snapshot.ownerRef, because: 'owner' }]
            : [],
        )
      : [];
  return { leads, owners, all: leads.length > 0 ? leads : owners };
}

/** The next clock, and the others that are at risk or overdue. */
function pickClocks(readings: readonly PlanClockReading[]) {
  return readings
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .filter(({ state }, index) => index === 0 || state !== 'running');
}

function findClocks(
  answered: Answered,
  answerers: Answerers,
  caller: WorkCaller,
  settings: ServiceLevelSettings,
): WorkDraft[] {
  const { incident } = answered;
  const owed = getOwedLevels(answered, settings);
  if (!owed) return [];
  const readings = readClocks(owed, answered, caller.now);
  const holder = findOwnHolder(answerers.all, caller);
  const clocks = holder
    ? pickClocks(readings.filter(({ clock }) => clock !== 'updateEvery'))
    : [];
  const updates = readings.filter(({ clock }) => clock === 'updateEvery');
  const updater = findOwnHolder(
    answerers.leads.length > 0 ? answerers.leads.slice(0, 1) : answerers.owners,
    caller,
  );
  return [
    ...clocks.flatMap(reading =>
      reading.clock === 'updateEvery'
        ? []
        : {
            incident,
            target: 'clocks',
            acts: [],
            item: {
              kind: 'clock' as const,
              id: `clock:${incident.id}:${reading.clock}`,
              title: reading.words,
              due: toClockDue(reading),
              holder: holder!,
              clock: reading.clock,
            },
          },
    ),
    ...(updater
      ? updates.map(
          (reading): WorkDraft => ({
            incident,
            target: 'clocks',
            acts: [{ name: 'record', needs: 'recordStep' }],
            item: {
              kind: 'update',
              id: `update:${incident.id}`,
              title: 'Write the management update',
              due: toClockDue(reading),
              holder: updater,
            },
          }),
        )
      : []),
  ];
}

/** Finds the clocks, updates and decisions of incidents that the caller or a group of theirs answers for. */
export class AnswerWorkSource implements WorkSource {
  constructor(
    private readonly options: {
      store: MyWorkStore;
      redaction: IncidentRedaction;
      settings: ServiceLevelSettings;
    },
  ) {}

  async find(caller: WorkCaller) {
    const { store, redaction, settings } = this.options;
    const { principals, access, context } = caller;
    const found = await store.findAnswered(principals, access, MAX_WORK + 1);
    const incidents = found.slice(0, MAX_WORK);
    const seqs = incidents.map(({ incident }) => incident.seq);
    const [runs, updates, hiddenOf] = await Promise.all([
      store.getPrimaryRuns(seqs),
      store.getLastUpdates(seqs),
      redaction
        .among(context, refsOf(incidents))
        .then(hidden => redaction.ofEach(incidents, hidden, context)),
    ]);
    const drafts = incidents.flatMap(item => {
      const answered: Answered = {
        ...item,
        hidden: hiddenOf(item),
        run: runs.get(item.incident.seq),
        lastUpdateAt: updates.get(item.incident.seq),
      };
      const answerers = getAnswerers(answered);
      return [
        ...findClocks(answered, answerers, caller, settings),
        ...findDecisions(answered, answerers, caller),
      ];
    });
    return { drafts, truncated: found.length > MAX_WORK };
  }
}
