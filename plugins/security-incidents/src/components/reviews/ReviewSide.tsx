import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiCheckboxCircleLine, RiTimeLine } from '@remixicon/react';
import type {
  Incident,
  Review,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useReviewMutation } from '../../queries';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { dateTime, dayOf, elapsed, shortTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { problemOf } from '../IncidentPage/fields';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { PersonMark } from '../IncidentPage/people/PersonMark';
import { ReasonDialog } from './CheckDialog';
import { AttendeesField } from './ListReviewFields';
import styles from './reviews.module.css';
import type { ReviewProps } from './TextReviewField';
import { toKey } from '../../translation/toKey';
import { toSaid } from '../said';

/** Whoever wrote within this time is still at it, in milliseconds. */
const EDITING_MS = 5 * 60_000;

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.quiet}>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Person({ principalRef, me }: { principalRef: string; me?: string }) {
  return (
    <span className={styles.person}>
      <PersonMark principalRef={principalRef} isMe={principalRef === me} />
      <EntityName entityRef={principalRef} />
    </span>
  );
}

/** The state of a review as a chip. */
export function ReviewStateChip({
  state,
  needsApproval,
  overdue,
}: {
  state: Review['state'];
  needsApproval: boolean;
  overdue: boolean;
}) {
  const { t } = useTranslation();
  const shown = () => {
    if (overdue) return 'overdue';
    if (state === 'completed' && needsApproval) return 'needsApproval';
    return state ?? 'none';
  };
  return (
    <span className={styles.chip} data-state={shown()}>
      {t(`reviews.state.${toKey(shown())}`)}
    </span>
  );
}

function findEditor({ changes }: Review, me: string | undefined) {
  return Object.entries(changes)
    .filter(
      ([, change]) =>
        change.by !== me && Date.now() - Date.parse(change.at) < EDITING_MS,
    )
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1))[0];
}

function Due({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { dueAt, requiredBecause } = review;
  return (
    <>
      <b>{dueAt ? dateTime(dueAt) : t('reviews.side.noDue')}</b>
      <span className={styles.below}>
        {requiredBecause
          ? t(`reviews.because.${requiredBecause}`)
          : t('reviews.because.none')}
      </span>
    </>
  );
}

/** Ways out of a review besides writing it. */
function Ways({ review, pageKey }: Pick<ReviewProps, 'review' | 'pageKey'>) {
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const { mutate, isPending, error } = useReviewMutation(pageKey);
  const [asked, setAsked] = useState<'reopen' | 'waive'>();
  const close = () => setAsked(undefined);
  const { state, required, rights, incidentKey } = review;
  const isOpen = state === 'not-started' || state === 'draft';
  return (
    <div className={styles.buttons}>
      {rights.update && isOpen && (
        <Button
          variant="tertiary"
          size="small"
          isPending={isPending}
          onPress={() => mutate(() => api.remindReview(incidentKey))}
        >
          {t('reviews.remind')}
        </Button>
      )}
      {rights.approve && required && isOpen && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setAsked('waive')}
        >
          {t('reviews.waive.open')}
        </Button>
      )}
      {rights.update && state && !isOpen && (
        <Button
          variant="secondary"
          size="small"
          onPress={() => setAsked('reopen')}
        >
          {t('reviews.reopen.open')}
        </Button>
      )}
      {!asked && error && (
        <span className={styles.warn} role="alert">
          {problemOf(error).message}
        </span>
      )}
      {asked && (
        <ReasonDialog
          title={t(`reviews.${asked}.title`)}
          hint={t(`reviews.${asked}.hint`)}
          label={t('reviews.reason')}
          sendLabel={t(`reviews.${asked}.open`)}
          sending={isPending}
          error={error}
          onSend={reason =>
            mutate(
              () =>
                asked === 'waive'
                  ? api.waiveReview(incidentKey, { reason })
                  : api.reopenReview(incidentKey, { reason }),
              { onSuccess: close },
            )
          }
          onClose={close}
        />
      )}
    </div>
  );
}

function StandingCard(props: ReviewProps) {
  const { review, me } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const editor = findEditor(review, me);
  const commander = incident.roles.find(
    ({ role }) => role === 'incident-commander',
  )?.principalRef;
  const lead = review.fields.facilitator ?? commander;
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('reviews.side.title')}</h2>
          <span className={styles.end}>
            <ReviewStateChip
              state={review.state}
              needsApproval={review.approval.required}
              overdue={review.overdue}
            />
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <dl className={styles.facts}>
          <Fact label={t('reviews.side.due')}>
            <Due review={review} />
          </Fact>
          <Fact label={t('reviews.field.facilitator')}>
            {lead ? (
              <>
                <Person principalRef={lead} me={me} />
                {lead === commander && (
                  <span className={styles.below}>
                    {t('reviews.side.commander')}
                  </span>
                )}
              </>
            ) : (
              <span className={styles.warn}>{t('reviews.nobodyNamed')}</span>
            )}
          </Fact>
          <Fact label={t('reviews.field.attendees')}>
            <AttendeesField {...props} />
          </Fact>
          {review.completedBy && review.completedAt && (
            <Fact label={t('reviews.side.completed')}>
              <Person principalRef={review.completedBy} me={me} />
              <span className={styles.below}>
                {dateTime(review.completedAt)}
              </span>
            </Fact>
          )}
          <Fact label={t('reviews.side.approved')}>
            {review.approvedBy && review.approvedAt ? (
              <>
                <Person principalRef={review.approvedBy} me={me} />
                <span className={styles.below}>
                  {dateTime(review.approvedAt)}
                </span>
              </>
            ) : (
              <>
                {t('reviews.side.notYet')}
                <span className={styles.below}>
                  {t(
                    review.approval.required
                      ? 'reviews.side.approvalNeeded'
                      : 'reviews.side.approvalOptional',
                  )}
                </span>
              </>
            )}
          </Fact>
          {review.waivedBy && (
            <Fact label={t('reviews.side.waived')}>
              <Person principalRef={review.waivedBy} me={me} />
              <span className={styles.below}>{review.waivedReason}</span>
            </Fact>
          )}
          {review.reopenedBy && (
            <Fact label={t('reviews.side.reopened')}>
              <Person principalRef={review.reopenedBy} me={me} />
              <span className={styles.below}>{review.reopenReason}</span>
            </Fact>
          )}
          {editor && (
            <Fact label={t('reviews.side.editing')}>
              <Person principalRef={editor[1].by} me={me} />
              <span className={styles.below}>
                {t('reviews.side.editingIn', {
                  field: t(
                    `reviews.field.${editor[0] as keyof Review['changes']}`,
                  ),
                })}
              </span>
            </Fact>
          )}
        </dl>
        <Ways {...props} />
      </CardBody>
    </Card>
  );
}

const MOMENTS = [
  'acknowledgedAt',
  'containedAt',
  'recoveredAt',
  'resolvedAt',
] as const;

function TimesCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('reviews.times.title')}</h2>
      </CardHeader>
      <CardBody>
        <dl className={styles.facts}>
          <Fact label={t('reviews.times.detectedAt')}>
            {shortTime(incident.detectedAt)}
          </Fact>
          {MOMENTS.map(name => {
            const at = incident[name];
            return at ? (
              <Fact key={name} label={t(`reviews.times.${name}`)}>
                {t('reviews.times.after', {
                  duration: elapsed(incident.detectedAt, at),
                })}
              </Fact>
            ) : null;
          })}
          <Fact label={t('reviews.times.steps')}>{incident.stepCount}</Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

/** What closing the incident still asks for. */
function ClosingCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const closing = incident.transitions.find(({ to }) => to === 'closed');
  if (!closing) return null;
  const missing = closing.blockedBy.filter(
    ({ guard }) => guard !== 'permission',
  );
  const isMet = (guard: string) =>
    missing.every(blocker => blocker.guard !== guard);
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('reviews.closing.title')}</h2>
      </CardHeader>
      <CardBody>
        <ul className={styles.checks}>
          {isMet('review-completed') && (
            <li className={styles.met}>
              <RiCheckboxCircleLine size={16} aria-hidden />
              {t('reviews.closing.review')}
            </li>
          )}
          {isMet('actions-assigned') && (
            <li className={styles.met}>
              <RiCheckboxCircleLine size={16} aria-hidden />
              {t('reviews.closing.actions')}
            </li>
          )}
          {missing.map(({ guard, message }) => (
            <li key={guard} className={styles.unmet}>
              <RiTimeLine size={16} aria-hidden />
              {toSaid(t, message)}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

/** Whether incidents like this one were there before, or came after. */
function CameBackCard({ review }: { review: Review }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const { from, as } = review.cameBack;
  const lines = [
    { key: 'from', found: from },
    { key: 'as', found: as },
  ] as const;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('reviews.cameBack.title')}</h2>
      </CardHeader>
      <CardBody>
        {!from && !as && (
          <p className={styles.text}>{t('reviews.cameBack.none')}</p>
        )}
        {lines.map(
          ({ key, found }) =>
            found && (
              <p key={key} className={styles.text}>
                {t(`reviews.cameBack.${key}`)}{' '}
                <AppLink to={link({ key: found.key })} className={styles.link}>
                  {found.title}
                </AppLink>
                <span className={styles.below}>
                  {t('reviews.cameBack.detected', {
                    incident: found.key,
                    day: dayOf(found.detectedAt),
                  })}
                </span>
              </p>
            ),
        )}
      </CardBody>
    </Card>
  );
}

/** Beside the review: its standing, the times of the incident, and what closing asks for. */
export function ReviewSide(props: ReviewProps & { children?: ReactNode }) {
  const { incident } = useIncidentRecord();
  return (
    <div className={styles.side}>
      <StandingCard {...props} />
      <TimesCard incident={incident} />
      <CameBackCard review={props.review} />
      {props.children}
      <ClosingCard incident={incident} />
    </div>
  );
}
