import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { type KeyHelp, KeysDialog } from '../common';
import styles from './filters.module.css';

const KEYS: KeyHelp[] = [
  { keys: ['/'], does: 'Search' },
  { keys: ['J'], does: 'Next row' },
  { keys: ['K'], does: 'Row before' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['?'], does: 'This list' },
];

/** The button that lists the keys of a page with rows. */
export function ListKeys() {
  const [on] = useKeysSetting();
  const [listed, setListed] = useState(false);
  useKeys(on ? { '?': () => setListed(true) } : {});
  return (
    <div className={styles.keys}>
      <ButtonIcon
        variant="tertiary"
        icon={<RiKeyboardLine aria-hidden />}
        aria-label="Keys on this page"
        onPress={() => setListed(true)}
      />
      {listed && <KeysDialog keys={KEYS} onClose={() => setListed(false)} />}
    </div>
  );
}
