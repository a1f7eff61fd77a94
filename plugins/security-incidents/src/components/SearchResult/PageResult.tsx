import { AppLink } from '../../navigation';
import styles from './SearchResult.module.css';

/** A page among the results: what an index without incidents or reviews holds. */
export function PageResult(props: { title: string; location: string }) {
  return (
    <div className={styles.result}>
      <AppLink to={props.location} className={styles.title}>
        {props.title}
      </AppLink>
    </div>
  );
}
