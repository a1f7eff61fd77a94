import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiCheckboxCircleLine, RiLockLine } from '@remixicon/react';
import type { ReviewBlocker } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useKeys, useKeysSetting } from '../../hooks';
import { useReview, useReviewMutation } from '../../queries';
import { dateTime, elapsed, shortTime } from '../../time';
import { useTranslation } from '../../translation';
import {
  EntityName,
  KeyCap,
  PanelFailed,
  PanelLoading,
  PanelStale,
} from '../common';
import { problemOf } from '../IncidentPage/fields';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { ActionsCard } from './ActionRows';
import { AdherenceCard } from './AdherenceCard';
import { FactorsField, RootCausesField } from './ListReviewFields';
import { RelatedReviewsCard } from './RelatedReviews';
import styles from './reviews.module.css';
import { ReviewDraftsProvider, useReviewDrafts } from './ReviewDraftsProvider';
import { ReviewSide } from './ReviewSide';
import { type ReviewProps, TextReviewField } from './TextReviewField';
import { toSaid } from '../said';

/** The field or row that removes a blocker. */
function findPlace({ field, actionIds }: ReviewBlocker): HTMLElement | null {
  const id = field ? `review-${field}` : `action-${actionIds?.[0]}`;
  return document.getElementById(id);
}

function goTo(blocker: ReviewBlocker) {
  const place = findPlace(blocker);
  place?.scrollIntoView?.({ block: 'center' });
  place
    ?.querySelector<HTMLElement>('textarea, input, button')
    ?.focus({ preventScroll: true });
}

/** What is left before the review can be completed, and the buttons that complete and approve it. */
function StandingBand(props: ReviewProps) {
  const { review, pageKey, canWrite } = props;
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const { mutate, isPending, error } = useReviewMutation(pageKey);
  const drafts = useReviewDrafts();
  const [wantsKeys] = useKeysSetting();
  const [at, setAt] = useState(0);
  const { blockedBy, state, approval, incidentKey, rights } = review;
  const next = () => {
    const blocker = blockedBy[at % blockedBy.length];
    if (blocker) goTo(blocker);
    setAt(before => before + 1);
  };
  useKeys(wantsKeys && canWrite && blockedBy.length > 0 ? { n: next } : {});
  const problem = error ? problemOf(error) : undefined;
  const isDone = state === 'completed' || state === 'approved';
  const toTitle = () => {
    if (state === 'waived') return t('reviews.band.waived');
    if (state === 'approved') return t('reviews.band.approved');
    if (state === 'completed') {
      return approval.required
        ? t('reviews.band.toApprove')
        : t('reviews.band.completed');
    }
    return blockedBy.length === 0
      ? t('reviews.band.ready')
      : t('reviews.band.left', { count: blockedBy.length });
  };
  return (
    <Card>
      <CardBody>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{toTitle()}</h2>
          {canWrite && blockedBy.length > 0 && <KeyCap>N</KeyCap>}
          <span className={styles.end}>
            {canWrite && (
              <Button
                variant="primary"
                isDisabled={blockedBy.length > 0}
                isPending={isPending}
                onPress={async () => {
                  // What was typed last is part of it.
                  await drafts.flush();
                  mutate(() => api.completeReview(incidentKey));
                }}
              >
                {t(
                  approval.required
                    ? 'reviews.band.ask'
                    : 'reviews.band.complete',
                )}
              </Button>
            )}
            {state === 'completed' && !approval.refusedBecause && (
              <Button
                variant={approval.required ? 'primary' : 'secondary'}
                isPending={isPending}
                onPress={() => mutate(() => api.approveReview(incidentKey))}
              >
                {t('reviews.band.approve')}
              </Button>
            )}
          </span>
        </div>
        {problem && (
          <p className={styles.warn} role="alert">
            {problem.message}
          </p>
        )}
        {state === 'completed' &&
          approval.required &&
          approval.refusedBecause && (
            <p className={styles.note}>{toSaid(t, approval.refusedBecause)}</p>
          )}
        {!isDone && state !== 'waived' && (
          <ol className={styles.blockers}>
            {blockedBy.map((blocker, index) => (
              <li key={blocker.id} className={styles.blocker}>
                <span className={styles.ordinal} aria-hidden>
                  {index + 1}
                </span>
                <span>{toSaid(t, blocker.message)}</span>
                {canWrite && blocker.id !== 'resolved' && (
                  <Button
                    variant="secondary"
                    size="small"
                    onPress={() => goTo(blocker)}
                  >
                    {t('reviews.band.write')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
        {!isDone && blockedBy.length === 0 && (
          <p className={styles.met}>
            <RiCheckboxCircleLine size={16} aria-hidden />
            {t('reviews.band.allThere')}
          </p>
        )}
        {!rights.update && state !== 'waived' && !isDone && (
          <p className={styles.note}>
            <RiLockLine size={14} aria-hidden /> {t('reviews.band.readOnly')}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function WhatHappened(props: ReviewProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('reviews.happened')}</h2>
      </CardHeader>
      <CardBody>
        <div className={styles.stack}>
          <TextReviewField
            {...props}
            name="summary"
            description={t('reviews.summaryHint')}
          />
          <RootCausesField {...props} />
          <FactorsField {...props} />
          <div className={styles.pair}>
            <TextReviewField {...props} name="wentWell" />
            <TextReviewField {...props} name="wentBadly" />
          </div>
          <TextReviewField {...props} name="lessons" />
        </div>
      </CardBody>
    </Card>
  );
}

/** How long nobody noticed, which the record says, and what would have shown it. */
function DetectionGap(props: ReviewProps) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { occurredAt, detectedAt, reportedBy } = incident;
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('reviews.gap.title')}</h2>
          <span className={styles.quiet}>{t('reviews.gap.subtitle')}</span>
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.stack}>
          {occurredAt && occurredAt < detectedAt && (
            <div className={styles.gap}>
              <span>
                <b>{shortTime(occurredAt)}</b>
                <span className={styles.below}>{t('reviews.gap.began')}</span>
              </span>
              <span className={styles.gapLine}>
                {t('reviews.gap.unnoticed', {
                  duration: elapsed(occurredAt, detectedAt),
                })}
              </span>
              <span>
                <b>{shortTime(detectedAt)}</b>
                <span className={styles.below}>
                  <EntityName entityRef={reportedBy} />
                </span>
              </span>
            </div>
          )}
          <TextReviewField {...props} name="detectionGap" />
        </div>
      </CardBody>
    </Card>
  );
}

/** The post-incident review: what blocks it, what people write, and what the record says. */
export function ReviewView() {
  const { pageKey, me } = useIncidentRecord();
  const { t } = useTranslation();
  const { data: review, error, reload, staleSince } = useReview(pageKey);
  if (!review) {
    return (
      <Card>
        <CardBody>
          {error ? (
            <PanelFailed
              title={t('reviews.failed')}
              subject={t('reviews.subject')}
              error={error}
              onRetry={reload}
            />
          ) : (
            <PanelLoading label={t('reviews.subject')} rows={8} />
          )}
        </CardBody>
      </Card>
    );
  }
  const isOpen =
    review.state === undefined ||
    review.state === 'not-started' ||
    review.state === 'draft';
  const props = {
    review,
    pageKey,
    me,
    canWrite: review.rights.update && isOpen,
  };
  return (
    <ReviewDraftsProvider {...props}>
      <div className={styles.page} id="review">
        <PanelStale since={staleSince} what={t('reviews.lastAnswer')} />
        <div className={styles.columns}>
          <div className={styles.main}>
            <StandingBand {...props} />
            <WhatHappened {...props} />
            <DetectionGap {...props} />
            <AdherenceCard {...props} />
            <ActionsCard {...props} />
          </div>
          <ReviewSide {...props}>
            <RelatedReviewsCard pageKey={pageKey} />
          </ReviewSide>
        </div>
      </div>
    </ReviewDraftsProvider>
  );
}

/** Beside the link to the review: when it is due. */
export function ReviewCount() {
  const { pageKey, incident } = useIncidentRecord();
  const { t } = useTranslation();
  // Nothing is due before the incident is resolved.
  const isOver = incident.status === 'resolved' || incident.status === 'closed';
  const { data } = useReview(pageKey, { enabled: isOver });
  if (!data?.dueAt || !(data.state === 'not-started' || data.state === 'draft'))
    return null;
  return (
    <span
      className={data.overdue ? styles.countOver : styles.count}
      title={dateTime(data.dueAt)}
    >
      {t(data.overdue ? 'reviews.state.overdue' : 'reviews.dueOn', {
        day: shortTime(data.dueAt),
      })}
    </span>
  );
}
