import { isError } from '@backstage/errors';
import type {
  TestEventResult,
  TestEventStation,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionPresenter } from '../DetectionPresenter';
import type {
  DetectionIntake,
  VerifiedDelivery,
} from '../intake/DetectionIntake';
import type { ConfiguredSource } from '../settings';

/** Sends signed test events through the intake, as the tool itself would. */
export class TestEvents {
  constructor(
    private readonly options: {
      intake: DetectionIntake;
      presenter: DetectionPresenter;
      clock(): Date;
    },
  ) {}

  async send(
    source: ConfiguredSource,
    context: AuthorizedContext,
  ): Promise<TestEventResult> {
    const { presenter, clock } = this.options;
    const start = performance.now();
    const stations: TestEventStation[] = [];
    const add = (
      station: TestEventStation['station'],
      ok: boolean,
      text: string,
    ) => {
      stations.push({ station, ok, at: clock().toISOString(), text });
      return ok;
    };
    const toResult = (): TestEventResult => ({
      stations,
      durationMs: Math.round(performance.now() - start),
    });

    if (source.problem !== undefined) {
      add('received', false, `Its configuration is wrong: ${source.problem}`);
      return toResult();
    }
    const event = this.#createEvent(source);
    if (!event) {
      add(
        'received',
        false,
        'This kind of source cannot make a test event; send one from the tool',
      );
      return toResult();
    }
    add('received', true, `${event.body.length} bytes`);
    const verified = await this.#verify(source, event);
    if (!verified) {
      add(
        'verified',
        false,
        source.secrets.length === 0
          ? `There is no secret; set ${source.secretsKey}`
          : `The event does not match the newest secret of ${source.secretsKey}`,
      );
      return toResult();
    }
    add('verified', true, verified.method);
    const { detections } = await this.options.intake.accept(verified);
    const [found] = detections;
    const isMapped = add(
      'mapped',
      found !== undefined,
      found ? found.record.title : 'The event was not read as a finding',
    );
    if (!isMapped) return toResult();
    const { id } = found.record;
    try {
      const detection = await presenter.getSummary(id, context);
      add('inbox', true, 'It is in the inbox and leaves after an hour');
      return { ...toResult(), detection };
    } catch (error) {
      if (!isError(error) || error.name !== 'NotFoundError') throw error;
      add('inbox', true, 'It is in the inbox, where you may not see it');
      return toResult();
    }
  }

  #createEvent({ source, secrets, options }: ConfiguredSource) {
    // Without a secret the event is signed with one that is not accepted, so that it ends at its verification.
    return source.createTestEvent?.(
      secrets[0] ?? 'no-secret',
      this.options.clock().getTime(),
      options,
    );
  }

  async #verify(
    { id }: ConfiguredSource,
    event: { headers: Readonly<Record<string, string>>; body: Buffer },
  ): Promise<VerifiedDelivery | undefined> {
    try {
      return await this.options.intake.verify(id, event.headers, event.body);
    } catch (error) {
      if (isError(error) && error.name === 'AuthenticationError') {
        return undefined;
      }
      throw error;
    }
  }
}
