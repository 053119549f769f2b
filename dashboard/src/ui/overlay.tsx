/** What lies over the page for a while: a dialog that asks, a menu, a popover, a tooltip. */
import { Dialog as Base, DropdownMenu, Popover as BasePopover, Tooltip as BaseTooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes.js';

const panel = 'bg-ground border-line z-50 rounded-lg border shadow-xl outline-none';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** A sentence under the title. */
  about?: string;
  isWide?: boolean;
  children: ReactNode;
}

export const Dialog = ({ isOpen, onClose, title, about, isWide = false, children }: DialogProps) => (
  <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
    <Base.Portal>
      <Base.Overlay className="fixed inset-0 z-40 bg-black/40" />
      <Base.Content
        className={classes(
          panel,
          'fixed top-[12vh] left-1/2 max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 overflow-auto p-5',
          isWide ? 'max-w-3xl' : 'max-w-md',
        )}
        {...(about === undefined && { 'aria-describedby': undefined })}
      >
        <Base.Title className="text-lg font-semibold">{title}</Base.Title>
        {about !== undefined && <Base.Description className="text-soft mt-1">{about}</Base.Description>}
        <div className="mt-4">{children}</div>
      </Base.Content>
    </Base.Portal>
  </Base.Root>
);

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
}

export const Menu = ({ trigger, children }: MenuProps) => (
  <DropdownMenu.Root>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content align="end" sideOffset={4} className={classes(panel, 'min-w-44 p-1')}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

interface MenuItemProps {
  onSelect: () => void;
  isChosen?: boolean;
  children: ReactNode;
}

export const MenuItem = ({ onSelect, isChosen, children }: MenuItemProps) => (
  <DropdownMenu.Item
    onSelect={onSelect}
    className="data-highlighted:bg-sunken flex h-7 cursor-default items-center gap-2 rounded px-2 outline-none"
    {...(isChosen !== undefined && { 'aria-current': isChosen })}
  >
    {children}
    {isChosen === true && (
      <span aria-hidden className="ml-auto">
        ✓
      </span>
    )}
  </DropdownMenu.Item>
);

interface PopoverProps {
  trigger: ReactNode;
  children: ReactNode;
}

export const Popover = ({ trigger, children }: PopoverProps) => (
  <BasePopover.Root>
    <BasePopover.Trigger asChild>{trigger}</BasePopover.Trigger>
    <BasePopover.Portal>
      <BasePopover.Content align="start" sideOffset={4} className={classes(panel, 'max-w-96 p-2')}>
        {children}
      </BasePopover.Content>
    </BasePopover.Portal>
  </BasePopover.Root>
);

interface TooltipProps {
  text: ReactNode;
  children: ReactNode;
}

export const Tooltip = ({ text, children }: TooltipProps) => (
  <BaseTooltip.Root>
    <BaseTooltip.Trigger asChild>{children}</BaseTooltip.Trigger>
    <BaseTooltip.Portal>
      <BaseTooltip.Content
        sideOffset={4}
        className="bg-ink text-ground z-50 max-w-80 rounded px-2 py-1 text-sm shadow-lg"
      >
        {text}
      </BaseTooltip.Content>
    </BaseTooltip.Portal>
  </BaseTooltip.Root>
);

export const TooltipScope = BaseTooltip.Provider;
