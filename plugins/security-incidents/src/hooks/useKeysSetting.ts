import { useCallback, useEffect, useState } from 'react';

const STORAGE_KEY = 'security-incidents.keys';
const CHANGED = 'security-incidents-keys-changed';

const read = () => localStorage.getItem(STORAGE_KEY) !== 'off';

/** Whether this person wants single-key shortcuts; kept in the browser, for all pages of the plugin. */
export function useKeysSetting(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(read);
  useEffect(() => {
    const look = () => setOn(read());
    window.addEventListener(CHANGED, look);
    window.addEventListener('storage', look);
    return () => {
      window.removeEventListener(CHANGED, look);
      window.removeEventListener('storage', look);
    };
  }, []);
  const change = useCallback((wanted: boolean) => {
    if (wanted) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [on, change];
}
