import { Card, CardBody, CardHeader } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import { AppLink } from '../../navigation';
import styles from './home.module.css';

/** The frame of a widget: title, what it counts, a link to all of it, and rows that scroll in the place that the page gives. */
export function WidgetCard(props: {
  title: string;
  note?: string;
  action?: ReactNode;
  all?: { text: string; href: string };
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { title, note, action, all, footer } = props;
  const id = useId();
  return (
    <section className={styles.widget} aria-labelledby={id}>
      <Card className={styles.card}>
        <CardHeader className={styles.header}>
          <div className={styles.heading}>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            {note && <span className={styles.quiet}>{note}</span>}
          </div>
          {action}
          {all && (
            <AppLink to={all.href} className={styles.all}>
              {all.text}
            </AppLink>
          )}
        </CardHeader>
        {/* What does not fit scrolls, and scrolling needs a place for the focus. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <CardBody className={styles.body} tabIndex={0}>
          {props.children}
        </CardBody>
        {footer && <div className={styles.footer}>{footer}</div>}
      </Card>
    </section>
  );
}
