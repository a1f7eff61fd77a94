import { Card, CardBody } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PlanPage.module.css';

/** A card with a title and a summary at the right. */
export function Section(props: {
  title: string;
  aside?: string;
  children: ReactNode;
}) {
  return (
    <Card>
      <CardBody>
        <div className={styles.between}>
          <h2 className={styles.title}>{props.title}</h2>
          {props.aside && <span className={styles.quiet}>{props.aside}</span>}
        </div>
        {props.children}
      </CardBody>
    </Card>
  );
}
