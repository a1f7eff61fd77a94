import type {
  ActionFilterValues,
  DetectionFilterValues,
  ObligationFilterValues,
  ReviewFilterValues,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import {
  type IncidentRedaction,
  refsOf,
} from '../../authorization/IncidentRedaction';
import type { DetectionPresenter } from '../../detections/DetectionPresenter';
import type { IncidentsReader } from '../../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DefaultObligationsService } from '../../obligations/DefaultObligationsService';
import type { ReviewLists } from '../../reviews/ReviewLists';
import { toIncidentItem } from './incidentColumns';
import {
  EXPORT_PAGE,
  type ExportedList,
  type ExportFormat,
  type GetExportPage,
  makeListFile,
} from './ListFile';
import type { ListExportsService } from './ListExportsService';
import {
  ACTIONS_LIST,
  DETECTIONS_LIST,
  INCIDENTS_LIST,
  OBLIGATIONS_LIST,
  REVIEWS_LIST,
} from './lists';

export class DefaultListExportsService
  implements ListExportsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      incidents: Pick<IncidentsReader, 'listPage'>;
      redaction: IncidentRedaction;
      obligations: Pick<DefaultObligationsService, 'prepareExport'>;
      reviews: Pick<ReviewLists, 'prepareReviewExport' | 'prepareActionExport'>;
      detections: Pick<DetectionPresenter, 'prepareExport'>;
      clock(): Date;
    },
  ) {}

  async exportIncidents(
    query: VolumeQuery,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { incidents, redaction } = this.options;
    const access = await redaction.searchableScope(query, context);
    return this.#make('security-incidents', format, INCIDENTS_LIST, cursor =>
      // Ordered by the time of recording, which never changes: so no row is missed or repeated between two pages.
      incidents
        .listPage(
          {
            ...query,
            orderBy: { field: 'recordedAt', direction: 'asc' },
            limit: EXPORT_PAGE,
            cursor,
          },
          access,
        )
        .then(async ({ items, nextCursor }) => {
          const hidden = await redaction.among(context, refsOf(items));
          const summaries = await redaction.summaries(items, hidden, context);
          return { items: summaries.map(toIncidentItem), nextCursor };
        }),
    );
  }

  async exportObligations(
    query: ObligationFilterValues,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { obligations } = this.options;
    const getPage = await obligations.prepareExport(query, context);
    return this.#make('obligations', format, OBLIGATIONS_LIST, getPage);
  }

  async exportReviews(
    query: ReviewFilterValues,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { reviews } = this.options;
    const getPage = await reviews.prepareReviewExport(query, context);
    return this.#make('reviews', format, REVIEWS_LIST, getPage);
  }

  async exportActions(
    query: ActionFilterValues,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { reviews } = this.options;
    const getPage = await reviews.prepareActionExport(query, context);
    return this.#make('actions', format, ACTIONS_LIST, getPage);
  }

  async exportDetections(
    query: DetectionFilterValues,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { detections } = this.options;
    const getPage = await detections.prepareExport(query, context);
    return this.#make('detections', format, DETECTIONS_LIST, getPage);
  }

  #make<T>(
    name: string,
    format: ExportFormat,
    list: ExportedList<T>,
    getPage: GetExportPage<T>,
  ) {
    const now = this.options.clock();
    return makeListFile(list, { name, format, now, getPage });
  }
}
