/** What a page is most used for besides looking: a button with a key that does the same, printed on it. */
import { useShortcut } from '../app/shortcuts.js';
import { Button } from './button.js';

interface ActionButtonProps {
  /** `a` for adding, unless the action has a better letter. */
  shortcut?: string;
  children: string;
  onPress: () => void;
}

export const ActionButton = ({ shortcut = 'a', children, onPress }: ActionButtonProps) => {
  useShortcut(shortcut, children, onPress);
  return (
    <Button tone="accent" shortcut={shortcut} onClick={onPress}>
      {children}
    </Button>
  );
};
