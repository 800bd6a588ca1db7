import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

interface Removed {
  readonly message: string;
  readonly undo: string;
  readonly close: string;
  readonly onUndo: () => void;
}

/** Says what was removed, and offers to bring it back. */
export function tellRemoved({ message, undo, close, onUndo }: Removed): void {
  const id = notifications.show({
    message: (
      <span className="runs-removed">
        {message}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {undo}
        </Button>
      </span>
    ),
    role: 'status',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': close },
  });
}
