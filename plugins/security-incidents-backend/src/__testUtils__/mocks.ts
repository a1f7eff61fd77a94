import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import { inspect } from 'node:util';

/** An event of the auditor and how it ended. */
export interface AuditedEvent {
  eventId: string;
  severityLevel?: string;
  actor?: string;
  meta?: object;
  status: 'succeeded' | 'failed';
  error?: string;
}

/** Records how each event ended. */
export function auditorMock(audit: AuditedEvent[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, severityLevel, meta, request: of }) => {
      const token = String(of?.header('authorization'));
      const actor = /user:default\/\w+/.exec(token)?.[0];
      const event = { eventId, severityLevel, actor, meta };
      return {
        success: async () => {
          audit.push({ ...event, status: 'succeeded' });
        },
        fail: async ({ error }) => {
          audit.push({ ...event, status: 'failed', error: error.message });
        },
      };
    },
  });
}

/** Records notifications. */
export function notificationsMock() {
  const all: NotificationSendOptions[] = [];
  const waiting: Array<() => void> = [];
  let isDown = false;
  let state: 'installed' | 'missing' | 'hanging' = 'installed';
  let refused = () => {};
  return {
    all,
    /** `missing`: the notifications backend is not installed. */
    setState(next: typeof state) {
      state = next;
    },
    nextRefusal: () =>
      new Promise<void>(resolve => {
        refused = resolve;
      }),
    async first(count: number) {
      while (all.length < count) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
      return all;
    },
    setDown(down: boolean) {
      isDown = down;
    },
    service: {
      async send(notice: NotificationSendOptions) {
        if (isDown) {
          refused();
          throw new Error('Notifications do not answer');
        }
        if (state === 'hanging') await new Promise(() => {});
        if (state === 'missing') {
          throw new Error(
            'Failed to send notifications: Error: Request failed with status 404',
          );
        }
        all.push(notice);
        waiting.splice(0).forEach(resolve => resolve());
      },
    },
  };
}

/** Records signals. */
export function signalsMock() {
  const all: SignalPayload[] = [];
  const waiting: Array<() => void> = [];
  let isDown = false;
  let isHanging = false;
  const nextSignal = () => new Promise<void>(resolve => waiting.push(resolve));
  const sentOf = (incidentId: string) =>
    all.filter(({ message }) => message.incidentId === incidentId);
  return {
    all,
    async of(incidentId: string, count: number) {
      while (sentOf(incidentId).length < count) {
        await nextSignal();
      }
      return sentOf(incidentId);
    },
    async next(isThere: (signals: readonly SignalPayload[]) => boolean) {
      while (!isThere(all)) await nextSignal();
    },
    setDown(down: boolean) {
      isDown = down;
    },
    setHanging(hanging: boolean) {
      isHanging = hanging;
    },
    service: {
      async publish(signal: SignalPayload) {
        if (isDown) throw new Error('Signals do not answer');
        if (isHanging) await new Promise(() => {});
        all.push(signal);
        waiting.splice(0).forEach(resolve => resolve());
      },
    },
  };
}

/** Records errors and warnings. */
export function loggerMock() {
  const errors: string[] = [];
  const warnings: string[] = [];
  const logged: string[] = [];
  const service = mockServices.logger.mock({
    error: (message, details) => {
      errors.push(message);
      logged.push(inspect([message, details]));
    },
    warn: (message, details) => {
      warnings.push(message);
      logged.push(inspect([message, details]));
    },
  });
  service.child.mockReturnValue(service);
  return { errors, warnings, logged, service };
}

/** Records errors that scheduled tasks throw. */
export function schedulerMock() {
  const failures: unknown[] = [];
  const service = mockServices.scheduler();
  const schedule = service.scheduleTask.bind(service);
  service.scheduleTask = task =>
    schedule({
      ...task,
      fn: async signal => {
        try {
          await task.fn(signal);
        } catch (error) {
          failures.push(error);
        }
      },
    });
  return { failures, service };
}
