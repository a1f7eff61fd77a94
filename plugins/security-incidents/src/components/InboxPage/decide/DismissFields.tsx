import { Select, TextAreaField } from '@backstage/ui';
import { DISMISSAL_DISPOSITIONS } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { toDispositionText } from '../../detections';
import type { FieldsProps } from './Decide';

/** Why it is no incident. */
export function DismissFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('inbox.decide.dismiss.disposition')}
        placeholder={t('inbox.decide.dismiss.choose')}
        options={DISMISSAL_DISPOSITIONS.map(id => ({
          id,
          label: toDispositionText(t, id),
        }))}
        selectedKey={draft.disposition ?? null}
        onSelectionChange={key =>
          change({
            disposition: DISMISSAL_DISPOSITIONS.find(id => id === key),
          })
        }
        // The decision was chosen to fill this in.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      <TextAreaField
        label={t('inbox.decide.dismiss.reason')}
        value={draft.reason}
        onChange={reason => change({ reason })}
        rows={2}
        isRequired
      />
    </>
  );
}
