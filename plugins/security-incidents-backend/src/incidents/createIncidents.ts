import type { TransitionGuard } from 'backstage-plugin-security-incidents-node';
import { AccessLogWriter } from '../access/AccessLogWriter';
import { DefaultAccessService } from '../access/DefaultAccessService';
import type { Common } from '../createCommon';
import type { IncidentPlans } from '../responsePlans/runs/IncidentPlans';
import type { IncidentServiceLevels } from '../serviceLevels/IncidentServiceLevels';
import { DefaultIncidentsService } from './DefaultIncidentsService';
import { IncidentCalls } from './IncidentCalls';
import type { IncidentChanger } from './IncidentChange';
import { IncidentPresenter, type ProvenanceReader } from './IncidentPresenter';
import { IncidentRecorder } from './IncidentRecorder';
import { ServiceLookup } from './ServiceLookup';
import { SnapshotCompletionTask } from './SnapshotCompletionTask';

/** Builds what reads, records and changes incidents. */
export function createIncidents(
  given: Common & {
    changer: IncidentChanger;
    plans: IncidentPlans;
    levels: IncidentServiceLevels;
    provenance: ProvenanceReader;
    customGuards?: readonly TransitionGuard[];
  },
) {
  const { store, settings, lookup, redaction } = given;
  const views = new AccessLogWriter({ ...given, views: store.views });
  const calls = new IncidentCalls({
    ...given,
    views,
    presenter: new IncidentPresenter(given),
    reopenWithinDays: settings.reopenWithinDays,
    customGuards: given.customGuards ?? [],
  });
  const services = new ServiceLookup(store, lookup, redaction);
  const parts = { ...given, calls, services };
  const recorder = new IncidentRecorder({
    ...parts,
    keyPrefix: settings.keyPrefix,
    responders: settings.responders,
  });
  return {
    calls,
    services,
    recorder,
    incidents: new DefaultIncidentsService({ ...parts, recorder }),
    access: new DefaultAccessService({ ...parts, views }),
    snapshotCompletion: new SnapshotCompletionTask(given),
  };
}
