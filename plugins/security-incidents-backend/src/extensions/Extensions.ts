import type { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  type EscalationChannel,
  escalationChannelsExtensionPoint,
  incidentEventsExtensionPoint,
  type IncidentEventSubscriber,
  type PriorityPolicy,
  priorityPolicyExtensionPoint,
  type TransitionGuard,
  transitionGuardsExtensionPoint,
} from 'backstage-plugin-security-incidents-node';
import {
  type DetectionSource,
  detectionSourcesExtensionPoint,
  type EvidenceStorage,
  evidenceStorageExtensionPoint,
  type IncidentImporter,
  incidentImportersExtensionPoint,
} from 'backstage-plugin-security-incidents-node/alpha';
import { SHIPPED_FORMATS } from '../imports/file/readFile';
import { shippedSources } from '../detections/sources';

/** What other modules added or replaced. Modules run before the plugin starts, so nothing is added later. */
export interface Extensions {
  /** With those that the plugin ships. */
  readonly detectionSources: readonly DetectionSource[];
  readonly escalationChannels: readonly EscalationChannel[];
  readonly eventSubscribers: readonly IncidentEventSubscriber[];
  /** Formats that incidents are imported from, besides CSV and JSON. */
  readonly incidentImporters: readonly IncidentImporter[];
  /** In place of the database. */
  readonly evidenceStorage?: EvidenceStorage;
  readonly priorityPolicy?: PriorityPolicy;
  readonly transitionGuards: readonly TransitionGuard[];
}

function addUnique<T extends { id: string }>(
  items: T[],
  item: T,
  kind: string,
) {
  if (items.some(({ id }) => id === item.id)) {
    throw new ConflictError(`There are two ${kind}s with the id ${item.id}`);
  }
  items.push(item);
}

/** Registers the extension points of the plugin and collects what modules give them. */
export function registerExtensionPoints(
  env: BackendPluginRegistrationPoints,
): Extensions {
  const detectionSources: DetectionSource[] = [...shippedSources];
  const escalationChannels: EscalationChannel[] = [];
  const eventSubscribers: IncidentEventSubscriber[] = [];
  const incidentImporters: IncidentImporter[] = [];
  const transitionGuards: TransitionGuard[] = [];
  let priorityPolicy: PriorityPolicy | undefined;
  let evidenceStorage: EvidenceStorage | undefined;

  env.registerExtensionPoint(escalationChannelsExtensionPoint, {
    addEscalationChannel: channel =>
      addUnique(escalationChannels, channel, 'escalation channel'),
  });
  env.registerExtensionPoint(incidentEventsExtensionPoint, {
    addIncidentEventSubscriber: subscriber =>
      addUnique(eventSubscribers, subscriber, 'incident event subscriber'),
  });
  env.registerExtensionPoint(transitionGuardsExtensionPoint, {
    addTransitionGuard: guard =>
      addUnique(transitionGuards, guard, 'transition guard'),
  });
  env.registerExtensionPoint(priorityPolicyExtensionPoint, {
    setPriorityPolicy: policy => {
      if (priorityPolicy) {
        throw new ConflictError('Two modules set the priority policy');
      }
      priorityPolicy = policy;
    },
  });
  env.registerExtensionPoint(incidentImportersExtensionPoint, {
    addIncidentImporter: importer => {
      const formats = [
        ...SHIPPED_FORMATS,
        ...incidentImporters.map(({ format }) => format),
      ];
      if (formats.includes(importer.format)) {
        throw new ConflictError(
          `There are two importers of the format ${importer.format}`,
        );
      }
      incidentImporters.push(importer);
    },
  });
  env.registerExtensionPoint(evidenceStorageExtensionPoint, {
    setEvidenceStorage: storage => {
      if (evidenceStorage) {
        throw new ConflictError('Two modules set the storage of evidence');
      }
      evidenceStorage = storage;
    },
  });
  env.registerExtensionPoint(detectionSourcesExtensionPoint, {
    addDetectionSource: source => {
      if (detectionSources.some(({ type }) => type === source.type)) {
        throw new ConflictError(
          `There are two detection sources of the type ${source.type}`,
        );
      }
      detectionSources.push(source as DetectionSource);
    },
  });
  return {
    detectionSources,
    escalationChannels,
    eventSubscribers,
    incidentImporters,
    transitionGuards,
    get evidenceStorage() {
      return evidenceStorage;
    },
    get priorityPolicy() {
      return priorityPolicy;
    },
  };
}
