import { Alert, Button, ButtonIcon } from '@backstage/ui';
import { RiCalendarLine, RiCloseLine, RiMailLine } from '@remixicon/react';
import type {
  ActionSummary,
  ReminderResult,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { toKey } from '../../translation/toKey';
import { EntityName } from '../common';
import register from '../FollowUpRegister.module.css';
import { problemOf } from '../IncidentPage/fields';
import styles from './ActionsPage.module.css';
import type { Bulk, BulkDone } from './useBulk';

/** Most actions that one request reminds of. */
const MAX_ACTIONS = 50;
/** Names of owners that fit beside the number. */
const MAX_NAMES = 5;

/** What can be done with the selected actions together. */
export function BulkBar(props: {
  actions: readonly ActionSummary[];
  bulk: Bulk;
  onMove(): void;
  onClear(): void;
}) {
  const { actions, bulk } = props;
  const { t } = useTranslation();
  const owners = [
    ...new Set(actions.flatMap(({ ownerRef }) => ownerRef ?? [])),
  ];
  const isTooMany = actions.length > MAX_ACTIONS;
  return (
    <div
      className={styles.bulk}
      role="toolbar"
      aria-label={t('reviews.actions.bulk')}
    >
      <b>{t('reviews.actions.selected', { count: actions.length })}</b>
      <span className={register.quiet}>
        {isTooMany
          ? t('reviews.actions.tooMany', { count: MAX_ACTIONS })
          : owners.slice(0, MAX_NAMES).map((ref, index) => (
              <span key={ref}>
                {index > 0 && ', '}
                <EntityName entityRef={ref} />
              </span>
            ))}
        {!isTooMany && owners.length > MAX_NAMES && ' …'}
      </span>
      <span className={styles.bulkActs}>
        <Button
          variant="primary"
          iconStart={<RiMailLine aria-hidden />}
          isPending={bulk.isPending}
          isDisabled={isTooMany}
          onPress={() => bulk.remind({ actions, to: 'owner' })}
        >
          {t('reviews.actions.remindOwners')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={isTooMany || bulk.isPending}
          onPress={() => bulk.remind({ actions, to: 'lead' })}
        >
          {t('reviews.actions.tellLeads')}
        </Button>
        <Button
          variant="secondary"
          iconStart={<RiCalendarLine aria-hidden />}
          isDisabled={isTooMany || bulk.isPending}
          onPress={props.onMove}
        >
          {t('reviews.actions.move')}
        </Button>
        <ButtonIcon
          variant="tertiary"
          aria-label={t('reviews.actions.clear')}
          icon={<RiCloseLine aria-hidden />}
          onPress={props.onClear}
        />
      </span>
    </div>
  );
}

function useLines() {
  const { t } = useTranslation();
  return (done: BulkDone): string[] => {
    if (done.did === 'moved') {
      const moved = done.outcomes.filter(({ problem }) => !problem).length;
      const left = done.outcomes.filter(({ problem }) => problem);
      return [
        t('reviews.moved.moved', { count: moved }),
        ...left.map(({ action, problem }) =>
          t('reviews.moved.left', {
            title: action.title,
            problem: problem ?? '',
          }),
        ),
      ];
    }
    const countOf = (outcome: ReminderResult['outcome']) =>
      done.results.filter(result => result.outcome === outcome).length;
    return (
      ['reminded', 'held-back', 'no-owner', 'refused', 'not-found'] as const
    ).flatMap(outcome => {
      const count = countOf(outcome);
      return count > 0
        ? [t(`reviews.reminded.${toKey(outcome)}`, { count })]
        : [];
    });
  };
}

function isWell(done: BulkDone): boolean {
  return done.did === 'moved'
    ? done.outcomes.every(({ problem }) => !problem)
    : done.results.some(({ outcome }) => outcome === 'reminded');
}

/** What became of the last thing that was done with several actions. */
export function BulkResults({ bulk }: { bulk: Bulk }) {
  const { t } = useTranslation();
  const toLines = useLines();
  const { done, error } = bulk;
  return (
    <>
      {done && (
        <div role="status">
          <Alert
            status={isWell(done) ? 'success' : 'warning'}
            title={toLines(done).join(' ')}
            customActions={
              <Button size="small" variant="secondary" onPress={bulk.close}>
                {t('common.close')}
              </Button>
            }
          />
        </div>
      )}
      {error && (
        <p className={register.warn} role="alert">
          {problemOf(error).message}
        </p>
      )}
    </>
  );
}
