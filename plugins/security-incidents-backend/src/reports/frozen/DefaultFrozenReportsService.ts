import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  freezeReportSchema,
  type FrozenContent,
  type FrozenReport,
  type FrozenReportSummary,
  MAX_REPORT_KEYS,
  type PageRequest,
  type ParsedFreezeReport,
  toCanonicalBytes,
} from 'backstage-plugin-security-incidents-common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import { type AuthorizedContext, getReadAccess } from '../../kernel/contexts';
import { sha256Hex } from '../../kernel/sha256';
import type {
  EvaluatedRecord,
  ReportEvaluator,
} from '../evaluate/ReportEvaluator';
import type { PeriodReportsService } from '../PeriodReportsService';
import type { ReportScopes } from '../ReportScopes';
import { buildContent, getMarking } from './buildContent';
import type { FrozenReportsService } from './FrozenReportsService';
import type { FrozenRecord, FrozenReportsStore } from './FrozenReportsStore';
import { type FreezeSchedule, getLastPeriod, getNextRun } from './settings';

const PAGE = 20;
/** What a page of the list shows of the records that changed. */
const LISTED_CHANGES = 5;

const frozenCursor = createCursorCodec(
  'frozen reports',
  z.strictObject({ madeAt: cursorValues.time, id: cursorValues.text }),
);

function notFound(id: string) {
  return new NotFoundError(`No frozen report ${id} that you can see`);
}

export class DefaultFrozenReportsService
  implements FrozenReportsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      reports: PeriodReportsService<AuthorizedContext>;
      scopes: ReportScopes;
      evaluator: ReportEvaluator;
      frozen: FrozenReportsStore;
      schedule?: FreezeSchedule;
      actorOf(credentials: BackstageCredentials): string;
      clock(): Date;
    },
  ) {}

  async freeze(request: ParsedFreezeReport, context: AuthorizedContext) {
    const { frozen, actorOf } = this.options;
    const access = getReadAccess(context);
    const { supersedes } = request;
    if (supersedes !== undefined && !(await frozen.get(supersedes, access))) {
      throw notFound(supersedes);
    }
    const id = await this.#freeze(request, context, {
      madeBy: actorOf(context.credentials),
    });
    if (id === undefined) {
      throw new ConflictError(
        'supersedes: the report was replaced by another one before',
      );
    }
    return this.get(id, context);
  }

  /** Freezes the last complete period of the schedule, once. */
  async freezeScheduled(context: AuthorizedContext): Promise<void> {
    const { schedule, frozen, clock } = this.options;
    if (!schedule) return;
    const { key, name, from, to } = getLastPeriod(schedule, clock());
    if (await frozen.hasScheduleKey(key)) return;
    const { zone, readers } = schedule;
    await this.#freeze(
      freezeReportSchema.parse({ name, from, to, zone, readers }),
      context,
      { scheduleKey: key },
    );
  }

  async list(
    { limit = PAGE, cursor }: PageRequest,
    context: AuthorizedContext,
  ) {
    const { frozen, schedule, clock } = this.options;
    const { items, total } = await frozen.list(
      getReadAccess(context),
      limit + 1,
      cursor === undefined ? undefined : frozenCursor.decode(cursor),
    );
    const page = items.slice(0, limit);
    const successors = await frozen.getSuccessors(page.map(({ id }) => id));
    const shown = await this.#visible(page, context);
    const last = page[page.length - 1];
    return {
      items: await Promise.all(
        shown.map(record =>
          this.#summarize(record, successors, LISTED_CHANGES),
        ),
      ),
      totalItems: total - (page.length - shown.length),
      pageInfo:
        items.length > limit
          ? {
              nextCursor: frozenCursor.encode({
                madeAt: last.madeAt,
                id: last.id,
              }),
            }
          : {},
      ...(schedule && { next: getNextRun(schedule, clock()) }),
    };
  }

  async get(id: string, context: AuthorizedContext): Promise<FrozenReport> {
    const { frozen, scopes } = this.options;
    const found = await this.#find(id, context);
    const { content: text, ...record } = found;
    const content = JSON.parse(text) as FrozenContent;
    const { services } = content.overview;
    const owners = content.overview.attention.flatMap(
      ({ first }) => first.ownerRef ?? [],
    );
    const hidden = await scopes.findHidden(
      [
        ...services.flatMap(({ entityRef, ownerRef = entityRef }) => [
          entityRef,
          ownerRef,
        ]),
        ...owners,
      ],
      context,
    );
    return {
      ...(await this.#summarize(
        record,
        await frozen.getSuccessors([id]),
        MAX_REPORT_KEYS,
      )),
      content: hidden.size === 0 ? content : withoutHidden(content, hidden),
      redacted: hidden.size > 0,
    };
  }

  async compare(id: string, context: AuthorizedContext) {
    const { frozen, reports } = this.options;
    const found = await this.#find(id, context);
    const { overview } = JSON.parse(found.content) as FrozenContent;
    const { population, clause } = await reports.getClause(
      { ...found.period, ...found.scope },
      context,
    );
    return {
      then: { population: overview.population, clause: overview.clause },
      today: { population, clause },
      changed: await frozen.findChanged(id, MAX_REPORT_KEYS),
    };
  }

  async #freeze(
    request: ParsedFreezeReport,
    context: AuthorizedContext,
    made: Pick<FrozenRecord, 'madeBy' | 'scheduleKey'>,
  ): Promise<string | undefined> {
    const { reports, scopes, evaluator, frozen, clock } = this.options;
    const { name, scope = {}, readers = [], marking, supersedes } = request;
    const query = {
      from: request.from,
      to: request.to,
      zone: request.zone,
      ...toLowerCase(scope),
    };
    const report = await scopes.resolve(query, context);
    const { subject, header } = report;
    // Days stay what they are now, also when the default end of a period moves while this runs.
    const fixed = { ...header.period, ...header.scope };
    const overview = await reports.getOverview(fixed, context);
    const analysis = await reports.getAnalysis(
      { ...fixed, by: ['class', 'severity'] },
      context,
    );
    const records: EvaluatedRecord[] = [];
    await evaluator.evaluate(subject, record => records.push(record));
    const content = new TextDecoder().decode(
      toCanonicalBytes(buildContent(overview, analysis, records) as never),
    );
    const id = randomUUID();
    const isNew = await frozen.insert(
      {
        id,
        name,
        period: header.period,
        scope: header.scope,
        readers,
        marking: getMarking(marking, records),
        madeAt: clock().toISOString(),
        ...made,
        incidents: overview.population.incidents,
        restricted: overview.population.restricted.total,
        sha256: sha256Hex(new TextEncoder().encode(content)),
        supersedes,
      },
      content,
      records.map(({ facts: { incident } }) => ({
        seq: incident.seq,
        status: incident.status,
        chainLength: incident.chainLength,
        chainHead: incident.chainHead,
      })),
    );
    return isNew ? id : undefined;
  }

  /** A report about something that the catalog hides from the caller does not exist for them either. */
  async #visible(
    records: readonly FrozenRecord[],
    context: AuthorizedContext,
  ): Promise<FrozenRecord[]> {
    const refsOf = ({ scope }: FrozenRecord) => Object.values(scope).flat();
    const hidden = await this.options.scopes.findHidden(
      records.flatMap(refsOf),
      context,
    );
    return records.filter(record =>
      refsOf(record).every(ref => !hidden.has(ref)),
    );
  }

  async #find(id: string, context: AuthorizedContext) {
    const found = await this.options.frozen.get(id, getReadAccess(context));
    if (!found) throw notFound(id);
    const [visible] = await this.#visible([found], context);
    if (!visible) throw notFound(id);
    return found;
  }

  async #summarize(
    record: FrozenRecord,
    successors: ReadonlyMap<string, string>,
    changes: number,
  ): Promise<FrozenReportSummary> {
    const { scheduleKey: _key, supersedes: _before, madeBy, ...shown } = record;
    const supersededBy = successors.get(record.id);
    return {
      ...shown,
      ...(madeBy !== undefined && { madeBy }),
      ...(supersededBy !== undefined && { supersededBy }),
      changed: await this.options.frozen.findChanged(record.id, changes),
    };
  }
}

function toLowerCase(scope: NonNullable<ParsedFreezeReport['scope']>) {
  return Object.fromEntries(
    Object.entries(scope).map(([name, refs]) => [
      name,
      refs?.map(ref => ref.toLocaleLowerCase('en-US')),
    ]),
  );
}

function withoutHidden(
  content: FrozenContent,
  hidden: ReadonlySet<string>,
): FrozenContent {
  const { overview } = content;
  return {
    ...content,
    overview: {
      ...overview,
      services: overview.services
        .filter(({ entityRef }) => !hidden.has(entityRef))
        .map(({ ownerRef, ...service }) => ({
          ...service,
          ...(ownerRef && !hidden.has(ownerRef) && { ownerRef }),
        })),
      attention: overview.attention.map(({ first, ...attention }) => {
        const { ownerRef, ...rest } = first;
        return {
          ...attention,
          first: {
            ...rest,
            ...(ownerRef && !hidden.has(ownerRef) && { ownerRef }),
          },
        };
      }),
    },
  };
}
