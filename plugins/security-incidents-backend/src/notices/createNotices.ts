import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentServiceLevels } from '../serviceLevels/IncidentServiceLevels';
import type { EscalationRecipients } from '../serviceLevels/recipients';
import { DueNotices } from './DueNotices';
import type { IncidentNotice } from './IncidentNotice';
import { NoticeComposer } from './NoticeComposer';
import { NoticeDeliveries } from './NoticeDeliveries';
import { NoticeFollower } from './NoticeFollower';
import { NoticeTask } from './NoticeTask';

/** Builds what notifies people of changes and due times. Without `send` nothing is recorded to be sent. */
export function createNotices(options: {
  store: IncidentsStore;
  directory: DirectoryReader;
  recipients: EscalationRecipients;
  levels: IncidentServiceLevels;
  responders: readonly string[];
  /** Whether people are notified of escalations. */
  escalates: boolean;
  quietUntil?: Date;
  send?(notice: IncidentNotice): Promise<string | undefined>;
  clock(): Date;
  onProblem(message: string, error: Error): void;
}) {
  const { send } = options;
  const due = new DueNotices(options);
  const deliveries = new NoticeDeliveries({
    ...options,
    composer: new NoticeComposer(options),
    send: async notice => send?.(notice),
  });
  return {
    deliveries,
    follower: new NoticeFollower({ due, isSending: send !== undefined }),
    task: new NoticeTask({ ...options, due, deliveries }),
  };
}
