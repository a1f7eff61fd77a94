import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { RelatedReview } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import {
  type PanelQuery,
  useEntityReviews,
  useRelatedReviews,
} from '../../queries';
import { incidentViewRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { PanelEmpty, PanelFailed, PanelLoading, SeverityMark } from '../common';
import styles from './reviews.module.css';

function RelatedRow(props: { item: RelatedReview; saysWhy: boolean }) {
  const { item } = props;
  const { incident, because, rootCauses, actions } = item;
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  const learned = item.lessons ?? rootCauses[0]?.text ?? item.summary;
  return (
    <li className={styles.related}>
      <span className={styles.relatedHead}>
        <SeverityMark severity={incident.severity} />
        <AppLink
          to={link({ key: incident.key, view: 'review' })}
          className={styles.link}
        >
          {incident.title}
        </AppLink>
      </span>
      {learned && <span className={styles.lesson}>{learned}</span>}
      <span className={styles.below}>
        {[
          t('reviews.related.reviewed', {
            key: incident.key,
            day: dayOf(item.completedAt),
          }),
          ...(props.saysWhy
            ? because.map(reason => t(`reviews.related.because.${reason}`))
            : []),
          ...(actions.total > 0 ? [t('reviews.related.actions', actions)] : []),
        ].join(' · ')}
      </span>
    </li>
  );
}

function RelatedList(props: {
  query: PanelQuery<{ items: RelatedReview[] }>;
  title: string;
  empty: string;
  hint: string;
  saysWhy: boolean;
}) {
  const { data, error, reload } = props.query;
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>{props.title}</h2>
      </CardHeader>
      <CardBody>
        {!data && error && (
          <PanelFailed
            title={t('reviews.related.failed')}
            subject={t('reviews.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!data && !error && <PanelLoading label={t('reviews.subject')} />}
        {data && data.items.length === 0 && (
          <PanelEmpty title={props.empty} hint={props.hint} />
        )}
        {data && data.items.length > 0 && (
          <ul className={styles.relatedList}>
            {data.items.map(item => (
              <RelatedRow
                key={item.incident.id}
                item={item}
                saysWhy={props.saysWhy}
              />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

/** What was learned from similar incidents. */
export function RelatedReviewsCard({ pageKey }: { pageKey: string }) {
  const { t } = useTranslation();
  const query = useRelatedReviews(pageKey);
  return (
    <RelatedList
      query={query}
      title={t('reviews.related.title')}
      empty={t('reviews.related.none')}
      hint={t('reviews.related.noneHint')}
      saysWhy
    />
  );
}

/** What was learned from the incidents of a service, system, domain or team. */
export function EntityReviewsCard({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation();
  const query = useEntityReviews(entityRef);
  return (
    <RelatedList
      query={query}
      title={t('reviews.related.ofEntity')}
      empty={t('reviews.related.noneOfEntity')}
      hint={t('reviews.related.noneOfEntityHint')}
      saysWhy={false}
    />
  );
}
