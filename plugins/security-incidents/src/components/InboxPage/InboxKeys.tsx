import { useTranslation } from '../../translation';
import { KeysButton } from '../common';

/** The button that lists the keys of the inbox. */
export function InboxKeys() {
  const { t } = useTranslation();
  return (
    <KeysButton
      keys={[
        { keys: ['J'], does: t('keys.next') },
        { keys: ['K'], does: t('keys.previous') },
        { keys: ['X'], does: t('inbox.keys.select') },
        { keys: ['Shift', 'X'], does: t('inbox.keys.selectTo') },
        { keys: ['A'], does: t('inbox.keys.attach') },
        { keys: ['P'], does: t('inbox.keys.promote') },
        { keys: ['D'], does: t('inbox.keys.dismiss') },
        { keys: ['S'], does: t('inbox.keys.suppress') },
        { keys: ['Enter'], does: t('inbox.keys.confirm') },
        { keys: ['U'], does: t('inbox.keys.undo') },
        { keys: ['Esc'], does: t('inbox.keys.clear') },
      ]}
    />
  );
}
