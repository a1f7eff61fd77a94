import { Button } from '@backstage/ui';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import { errorStatus } from '../../api/errorStatus';
import { isNotReadYet } from '../../hooks';
import type { PanelQuery } from '../../queries';
import { shortTimeWithZone } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import { errorMessage, SlowNote } from '../common';
import styles from './PlanPage.module.css';

/** Why only the content of the file is shown, and whether trying again may help. */
function explain(t: Translate, error: Error) {
  const reason = errorMessage(error);
  if (isNotReadYet(error)) {
    return { text: t('planPage.status.notReadYet', { reason }), retry: false };
  }
  switch (errorStatus(error)) {
    case 404:
      return { text: t('planPage.status.newPlan'), retry: true };
    case 403:
      return { text: t('planPage.status.forbidden', { reason }), retry: false };
    default:
      return { text: t('planPage.status.failed', { reason }), retry: true };
  }
}

/** Says what is missing or out of date on the page. */
export function StatusNotice(props: {
  status: PanelQuery<ResponsePlanStatus>;
}) {
  const { data, error, isFetching, staleSince, reload } = props.status;
  const { t } = useTranslation();
  if (error) {
    const { text, retry } = explain(t, error);
    return (
      <p className={`${styles.quiet} ${styles.notice}`} role="alert">
        {text}
        {retry && (
          <Button variant="secondary" size="small" onPress={reload}>
            {t('common.retry')}
          </Button>
        )}
      </p>
    );
  }
  if (!data) {
    return (
      <SlowNote what={isFetching ? t('planPage.status.loading') : undefined} />
    );
  }
  let text: string | undefined;
  if (staleSince !== undefined) {
    const time = shortTimeWithZone(new Date(staleSince).toISOString());
    text = t('planPage.status.stale', { time });
  } else if (data.stale) {
    text = t('planPage.status.catalogSilent', {
      time: shortTimeWithZone(data.asOf),
    });
  }
  return text ? (
    <p className={`${styles.quiet} ${styles.notice}`} role="status">
      {text}
    </p>
  ) : null;
}
