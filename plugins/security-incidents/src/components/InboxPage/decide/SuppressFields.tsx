import { TextAreaField, TextField } from '@backstage/ui';
import { useTranslation } from '../../../translation';
import { EndField } from '../../detections';
import type { FieldsProps } from './Decide';
import styles from './Decide.module.css';
import { toCondition } from './useDraft';

/** What is held back, why and until when. */
export function SuppressFields(props: FieldsProps) {
  const { details, draft, change, sourceTitle: source } = props;
  const { t } = useTranslation();
  if (!toCondition(details)) {
    return (
      <p className={styles.quiet}>
        {t('inbox.decide.suppress.tooBroad', { source })}
      </p>
    );
  }
  let scope = 'scope' as 'scope' | 'scopeService' | 'scopeRule';
  if (!details.ruleId) scope = 'scopeService';
  if (!details.entityRef) scope = 'scopeRule';
  return (
    <>
      <p className={styles.quiet}>
        {t(`inbox.decide.suppress.${scope}`, { source })}
      </p>
      <TextField
        label={t('inbox.decide.suppress.name')}
        value={draft.suppressionName}
        onChange={suppressionName => change({ suppressionName })}
        isRequired
      />
      <TextAreaField
        label={t('inbox.decide.suppress.reason')}
        value={draft.suppressionReason}
        onChange={suppressionReason => change({ suppressionReason })}
        rows={2}
        isRequired
        // The decision was chosen to fill this in.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      <EndField days={draft.days} onChange={days => change({ days })} />
    </>
  );
}
