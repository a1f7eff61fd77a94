import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './keys.module.css';
import { type KeyHelp, KeysDialog } from './KeysDialog';

/** The button that lists the keys of a page with rows; the key `?` does the same. Absent on small screens. */
export function KeysButton(props: { keys: readonly KeyHelp[] }) {
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  const [listed, setListed] = useState(false);
  useKeys(on ? { '?': () => setListed(true) } : {});
  return (
    <div className={styles.button}>
      <ButtonIcon
        variant="tertiary"
        icon={<RiKeyboardLine aria-hidden />}
        aria-label={t('keys.title')}
        onPress={() => setListed(true)}
      />
      {listed && (
        <KeysDialog
          keys={[
            ...props.keys,
            { keys: ['G', 'R'], does: t('keys.reports') },
            { keys: ['G', 'I'], does: t('keys.incidents') },
            { keys: ['?'], does: t('keys.list') },
          ]}
          onClose={() => setListed(false)}
        />
      )}
    </div>
  );
}
