import type { Review } from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type {
  IncidentsReader,
  IncidentsStore,
} from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { computeAdherence } from './adherence';
import { toOrigin } from './recurrence';
import { type ReviewBasis, toReview } from './ReviewPresenter';

/** Reviews and actions may still change when the incident is closed. */
export const WHILE_CLOSED = {
  frozen: (incident: IncidentRecord) => incident.status === 'closed',
};

/** Reads, changes and answers with the review of one incident. */
export class ReviewCalls {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      clock(): Date;
    },
  ) {}

  async get(idOrKey: string, context: AuthorizedContext): Promise<Review> {
    const { calls, store } = this.options;
    const incident = await calls.find(idOrKey, context);
    return calls.recordView(
      incident,
      context,
      await this.#present(await this.read(store, incident), context),
    );
  }

  /** Changes the review of an incident, and answers with it. */
  async change(
    idOrKey: string,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<void>,
  ): Promise<Review> {
    const { calls, store } = this.options;
    const { incident } = await calls.changer.change(
      idOrKey,
      calls.getActor(context),
      context,
      work,
      WHILE_CLOSED,
    );
    return this.#present(await this.read(store, incident), context);
  }

  /** Everything that a review is made of. */
  async read(
    reader: IncidentsReader,
    incident: IncidentRecord,
  ): Promise<ReviewBasis> {
    const { seq } = incident;
    const { roles, plans } = await reader.getDetails(incident);
    const runs = await reader.plans.getRuns(seq);
    const now = this.options.clock().toISOString();
    return {
      incident,
      review: await reader.reviews.getReview(seq),
      actions: await reader.reviews.getActions(seq),
      roles,
      adherence: runs.map(run =>
        computeAdherence(run, plans.tasks, roles, now),
      ),
    };
  }

  async #present(
    basis: ReviewBasis,
    context: AuthorizedContext,
  ): Promise<Review> {
    const { calls, store, clock } = this.options;
    const permissions = context.isConditional
      ? context.permissionsOn(await store.getResource(basis.incident))
      : context.permissions;
    return {
      ...toReview(basis, {
        now: clock().toISOString(),
        actor: calls.getActor(context),
        permissions,
      }),
      cameBack: await this.#findCameBack(basis.incident, context),
    };
  }

  /** The incidents like this one right before and after it that the caller may read. */
  async #findCameBack(
    incident: IncidentRecord,
    context: AuthorizedContext,
  ): Promise<Review['cameBack']> {
    const { calls, store } = this.options;
    const { affected } = await store.getDetails(incident);
    const origin = toOrigin(
      { incident, affected },
      await calls.redaction.of(incident, context),
    );
    const access = getReadAccess(context);
    const [before, after] = await Promise.all(
      (['before', 'after'] as const).map(direction =>
        store.reviewRegister.findRepeats([origin], access, direction),
      ),
    );
    return { from: before.get(incident.seq), as: after.get(incident.seq) };
  }
}
