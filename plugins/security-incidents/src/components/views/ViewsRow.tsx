import { ButtonIcon } from '@backstage/ui';
import { RiSettings3Line } from '@remixicon/react';
import { useState } from 'react';
import { AppLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { ManageViews } from './ManageViews';
import type { useViews } from './useViews';
import styles from './views.module.css';

/** The views that the reader keeps, each a link to the list as it was; nothing while there is none. */
export function ViewsRow(props: { state: ReturnType<typeof useViews> }) {
  const { views, current, hrefOf } = props.state;
  const { t } = useTranslation();
  const [isManaging, setManaging] = useState(false);
  if (views.length === 0 && !isManaging) return null;
  return (
    <nav className={styles.row} aria-label={t('incidentList.views.title')}>
      <ul className={styles.views}>
        {views.map(view => (
          <li key={view.id}>
            <AppLink
              to={hrefOf(view)}
              className={styles.view}
              aria-current={view === current ? 'true' : undefined}
            >
              {view.name}
            </AppLink>
          </li>
        ))}
      </ul>
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiSettings3Line aria-hidden />}
        aria-label={t('incidentList.views.manage')}
        onPress={() => setManaging(true)}
      />
      {isManaging && (
        <ManageViews state={props.state} onClose={() => setManaging(false)} />
      )}
    </nav>
  );
}
