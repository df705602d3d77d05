mod in_order;
