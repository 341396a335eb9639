"""What people can type: one file a group, which receives, hands over and sends."""
