import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { toKey, useTranslation } from '../../translation';
import { EntityName } from '../common';
import { toClockText } from './workText';

/** What to do; questions and updates are in the reader's language, the rest is what plans and clocks are called. */
export function WorkTitle({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  if (item.kind === 'update') return <>{t('myWork.update')}</>;
  if (item.kind === 'review') return <>{t('myWork.review')}</>;
  if (item.kind === 'action' && item.step === 'check') {
    return <>{t('myWork.checkAction', { title: item.title })}</>;
  }
  if (item.kind === 'clock') return <>{toClockText(t, item)}</>;
  if (item.kind === 'obligation') {
    return (
      <>
        {t(`myWork.obligation.${toKey(item.obligationState)}`, {
          rule: item.ruleName,
        })}
      </>
    );
  }
  if (item.kind !== 'decision') return <>{item.title}</>;
  return item.decision === 'service' ? (
    <>
      {t('myWork.decision.service', {
        service: <EntityName entityRef={item.entityRef!} />,
      })}
    </>
  ) : (
    <>{t(`myWork.decision.${item.decision}`)}</>
  );
}
